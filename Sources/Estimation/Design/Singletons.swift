/// What happens to rows that are alone in a level of an absorbed effect: they are fitted exactly and
/// say nothing about the slopes, but they count in n and in cluster counts.
public enum Singletons: String, Sendable, CaseIterable {
  /// They stay, and are counted: fixest up to 0.12.
  case keep
  /// They are dropped, and those that this makes, until none is left: reghdfe (Correia 2015).
  case drop
}
