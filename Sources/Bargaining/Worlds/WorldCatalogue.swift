/// The worlds that a study file can name.
public enum WorldCatalogue {
  /// In the order in which messages list them; the one without a theory first.
  public static var worlds: [any World.Type] {
    [
      ReducedFormWorld.self, AllianceWorld.self, SwingStateWorld.self, LoyaltyWorld.self,
      GunsAndButterWorld.self,
    ]
  }

  /// The words of `theory:`.
  public static var theories: [String] { worlds.compactMap { $0.theory } }

  /// The world of a theory, at its defaults; the one without a theory for `nil`, and `nil` for a word
  /// that is none of `theories`.
  public static func world(of theory: String?) -> (any World)? {
    worlds.first { $0.theory == theory }?.init()
  }
}
