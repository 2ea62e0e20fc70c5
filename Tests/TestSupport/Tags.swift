import Testing

extension Tag {
  /// Against numbers made elsewhere.
  @Tag public static var reference: Tag
  /// A law that must hold.
  @Tag public static var identity: Tag
  /// Simulate, fit, cover the truth.
  @Tag public static var recovery: Tag
  /// Every error case.
  @Tag public static var failure: Tag
}
