import Bargaining
import Panels

/// The panels of a study's variants: tables are read once for all of them, and variants that build
/// the same panel share it.
struct PanelStore {
  private var sources: SourceStore
  private var built: [(recipe: Study.PanelRecipe, panel: BuiltPanel)] = []

  /// - Parameters:
  ///   - entry: the study; descriptions and tables of its folder come first.
  ///   - folders: further folders that hold source tables, searched in this order.
  init(_ entry: StudyLibrary.Entry, folders: [String]) throws(PanelsError) {
    sources = SourceStore(
      try SourceCatalogue(folders: [entry.folder].compactMap(\.self) + folders))
  }

  /// The panel of a variant.
  mutating func panel(
    _ study: Study, world: SolvedWorld? = nil, progress: (String) -> Void
  ) throws -> BuiltPanel {
    let recipe = study.panelRecipe
    if let known = built.first(where: { $0.recipe == recipe }) { return known.panel }
    var builder = PanelBuilder(study: study, store: sources, world: world)
    // What was read stays read where a later step fails.
    defer { sources = builder.store }
    let panel = try builder.build(progress: progress)
    built.append((recipe, panel))
    return panel
  }

  /// Where a table of the study's own lies.
  func path(ofFile file: String) -> String? { sources.path(ofFile: file) }

  /// The folders that are searched.
  var folders: [String] { sources.catalogue.folders }

  /// Reads a source and compares it with its description.
  mutating func check(_ source: String, changing changes: [Source.CodeChange]) -> SourceCheck {
    sources.check(source, changing: changes)
  }
}

extension Study {
  /// What a panel follows from: variants with equal recipes have the same panel.
  struct PanelRecipe: Equatable {
    let sources: [SourcePlan]
    let panel: PanelPlan
    let variables: [Definition]
    let composites: [CompositePlan]
  }

  var panelRecipe: PanelRecipe {
    PanelRecipe(sources: sources, panel: panel, variables: variables, composites: composites)
  }
}
