/// The two lists of independent states that the field uses. They differ in codes and in dates.
public enum StateSystem: String, Sendable, CaseIterable {
  /// Correlates of War, State System Membership (v2016).
  case cow
  /// Gleditsch and Ward (1999).
  case gw
}
