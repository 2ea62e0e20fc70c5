import Foundation

/// The file that a figure is written to. Its suffix says the form, in capitals or not.
public struct FigureFile: Sendable, Equatable {
  /// As it was named.
  public let path: String
  /// What the suffix stands for.
  public let format: FigureExport.Format

  /// The suffixes that are accepted, for help and messages.
  public static var suffixes: [String] { FigureExport.Format.allCases.map { ".\($0.rawValue)" } }

  /// - Throws: `unknownFigureSuffix` for a path that ends in none of `suffixes`.
  public init(_ path: String) throws(ExhibitError) {
    let suffix = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let format = FigureExport.Format(rawValue: suffix) else {
      throw .unknownFigureSuffix(path: path, known: Self.suffixes)
    }
    self.path = path
    self.format = format
  }

  /// Writes the figure under the very name that was given.
  /// - Throws: What `FigureExport.write` throws.
  public func write(_ figure: some Figure) throws(ExhibitError) {
    try FigureExport.write(figure.svg(), as: format, to: path)
  }
}
