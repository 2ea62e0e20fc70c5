import Estimation
import Frames

/// A model and the file of its table.
public struct TableModel: Sendable, Equatable {
  /// The file that holds the table.
  public var data: String
  /// How it is read, where it is text.
  public var reading: CSVOptions
  /// The model, with its options.
  public var model: Model
  /// Unit columns and the time column, for `lag` and its kin.
  public var panel: PanelKeys?

  /// A model of a file's table.
  public init(
    data: String, reading: CSVOptions = CSVOptions(), model: Model, panel: PanelKeys? = nil
  ) {
    self.data = data
    self.reading = reading
    self.model = model
    self.panel = panel
  }

  /// The table, read once for everything that is asked of it.
  struct Table {
    let frame: Frame
    let panel: PanelIndex?
  }

  /// How the file is read: on as many threads as fit the model.
  var readOptions: CSVOptions {
    var options = reading
    options.threads = model.specification.options.threads
    return options
  }

  /// Reads the file alone.
  func frame(progress: (String) -> Void) throws -> Frame {
    progress("reading \(data)")
    return try TableFile.read(data, options: readOptions)
  }

  /// Reads the file and finds its panel.
  func table(progress: (String) -> Void) throws -> Table {
    let frame = try frame(progress: progress)
    return Table(
      frame: frame,
      panel: try panel.map { try PanelIndex(frame, units: $0.units, time: $0.time) })
  }

  /// Reads the file and prepares the model for everything that is asked of it.
  func prepared(progress: (String) -> Void) throws -> PreparedModel {
    let table = try table(progress: progress)
    progress("building the design")
    return try PreparedModel(model, frame: table.frame, panel: table.panel)
  }
}
