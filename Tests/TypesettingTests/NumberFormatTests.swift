import Typesetting
import TestSupport
import Testing

@Suite struct NumberFormatTests {
  @Test(
    "Fixed numbers keep their decimals and never print a negative zero", .tags(.identity),
    arguments: [
      (0.12345, "0.123"), (-0.0004, "0.000"), (4.3e-14, "0.000"), (-0.0, "0.000"),
      (-12.0, "-12.000"), (0.0005001, "0.001"), (123456.7891, "123456.789"),
      (-1.5e11, "-1.500e11"), (.nan, "-"), (-.infinity, "-"),
    ])
  func fixed(_ value: Double, _ text: String) {
    #expect(NumberFormat().string(value) == text)
  }

  @Test(
    "Significant digits keep tiny and huge numbers readable", .tags(.identity),
    arguments: [
      (4.3e-14, "4.30e-14"), (-0.000123, "-0.000123"), (0.0, "0"), (12.345, "12.3"),
      (9.999, "10.0"), (1234.5, "1234"), (999999.9, "1.00e6"), (0.00009999, "0.000100"),
      (-2.5e-5, "-2.50e-5"),
    ])
  func significant(_ value: Double, _ text: String) {
    #expect(NumberFormat(digits: 3, style: .significant).string(value) == text)
  }

  @Test("Counts have commas between thousands", .tags(.identity))
  func counts() {
    #expect(
      [0, 999, 1000, 1_990_000, -12345].map { NumberFormat.count($0) }
        == ["0", "999", "1,000", "1,990,000", "-12,345"])
  }
}
