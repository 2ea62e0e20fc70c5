/// Pieces of HTML, escaped where text enters them.
package struct HTML {
  package private(set) var text = ""

  package init() {}

  /// Text with minus signs in the place of hyphens, for numbers.
  package static func minus(_ text: String) -> String { text.replacing("-", with: "\u{2212}") }

  /// Adds markup as it is.
  package mutating func raw(_ markup: String) { text += markup + "\n" }

  package mutating func heading(_ level: Int, _ words: String, id: String? = nil) {
    let anchor = id.map { " id=\"\(XMLText.escaped($0))\"" } ?? ""
    raw("<h\(level)\(anchor)>\(XMLText.escaped(words))</h\(level)>")
  }

  package mutating func paragraph(_ words: String, class name: String? = nil) {
    let attribute = name.map { " class=\"\($0)\"" } ?? ""
    raw("<p\(attribute)>\(XMLText.escaped(words))</p>")
  }

  package mutating func list(_ items: [String]) {
    guard !items.isEmpty else { return }
    raw("<ul>" + items.map { "<li>\(XMLText.escaped($0))</li>" }.joined() + "</ul>")
  }

  /// A figure with the SVG in the page and links to its files.
  package mutating func figure(svg: String, caption: String, files: [String]) {
    let body = svg.range(of: "<svg").map { String(svg[$0.lowerBound...]) } ?? svg
    let links = files.map { file in
      let kind = file.split(separator: ".").last.map { $0.uppercased() } ?? file
      return "<a href=\"\(XMLText.escaped(file))\">\(kind)</a>"
    }
    raw(
      "<figure>\(body)<figcaption>\(XMLText.escaped(caption)) "
        + "<span class=\"files\">\(links.joined(separator: " "))</span></figcaption></figure>")
  }

  /// A whole page with the style inside it.
  package static func page(title: String, body: HTML) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(XMLText.escaped(title))</title>
    <style>
    \(style)
    \(TextTable.stylesheet)</style>
    </head>
    <body>
    <main>
    \(body.text)</main>
    </body>
    </html>

    """
  }

  private static let style = """
    :root { color-scheme: light; --ink: #1d232b; --soft: #5a6472; --rule: #d8dde3; --blue: #0b5a8f; }
    body { margin: 0; background: #fff; color: var(--ink);
      font: 16px/1.55 Georgia, 'Liberation Serif', 'DejaVu Serif', serif; }
    main { max-width: 58rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1, h2, h3, nav, table, figcaption, .claim, .files, .note {
      font-family: 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; }
    h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; padding-top: .8rem;
      border-top: 1px solid var(--rule); }
    h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
    nav { font-size: .85rem; margin: 1rem 0; }
    nav a { margin-right: .9rem; }
    a { color: var(--blue); }
    .question { font-style: italic; color: var(--soft); margin: 0 0 1rem; }
    .claim { border-left: 4px solid var(--blue); background: #f3f7fa; padding: .7rem 1rem;
      font-size: .95rem; margin: 1rem 0; }
    .claim p { margin: .25rem 0; }
    .warning { border-left: 4px solid #b35900; background: #fdf5ec; padding: .5rem 1rem;
      font-size: .92rem; }
    .note { color: var(--soft); font-size: .85rem; }
    .wide { overflow-x: auto; }
    table { font-size: .84rem; }
    table.exhibit td, table.exhibit .center { white-space: nowrap; }
    table.exhibit td:last-child { white-space: normal; min-width: 11rem; }
    .prose table.exhibit td { white-space: normal; }
    table.exhibit tfoot td { white-space: normal; color: var(--soft); }
    table.exhibit tbody th { max-width: 24rem; }
    figure { margin: 1.2rem 0; }
    figure svg { max-width: 100%; height: auto; }
    figcaption { font-size: .85rem; color: var(--soft); }
    pre { font-size: .8rem; overflow-x: auto; background: #f6f7f8; padding: .8rem; }
    details summary { cursor: pointer; color: var(--blue); }
    """
}
