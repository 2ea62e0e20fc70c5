import Expressions

extension Evaluator.Note {
  /// What to tell a reader whose model leaves these rows out.
  var sentence: String { "\(self), which are dropped." }
}
