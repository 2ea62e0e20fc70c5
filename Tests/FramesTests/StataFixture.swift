import CReadStat

/// Small `.dta` files, written through ReadStat, in any format it writes.
enum StataFixture {
  struct Failed: Error {
    let status: readstat_error_t
  }

  private final class Sink {
    var bytes: [UInt8] = []
  }

  /// Three rows: `id` (int), `score` (double, labelled), `share` (float), `kind` (byte with value
  /// labels) and `name` (text). The last row is missing: `.a`, `.`, `.z`, `.` and the empty string.
  static func file(version: Int) throws -> [UInt8] {
    let sink = Sink()
    guard let writer = readstat_writer_init() else {
      throw Failed(status: READSTAT_ERROR_MALLOC)
    }
    defer { readstat_writer_free(writer) }
    readstat_set_data_writer(writer) { data, count, context in
      let sink = Unmanaged<Sink>.fromOpaque(context!).takeUnretainedValue()
      sink.bytes += UnsafeRawBufferPointer(start: data, count: count)
      return count
    }
    readstat_writer_set_file_format_version(writer, UInt8(version))
    readstat_writer_set_file_timestamp(writer, 0)
    let labels = readstat_add_label_set(writer, READSTAT_TYPE_INT8, "kinds")
    readstat_label_int32_value(labels, 1, "ally")
    readstat_label_int32_value(labels, 2, "rival")

    let id = readstat_add_variable(writer, "id", READSTAT_TYPE_INT16, 0)
    let score = readstat_add_variable(writer, "score", READSTAT_TYPE_DOUBLE, 0)
    readstat_variable_set_label(score, "a score")
    let share = readstat_add_variable(writer, "share", READSTAT_TYPE_FLOAT, 0)
    let kind = readstat_add_variable(writer, "kind", READSTAT_TYPE_INT8, 0)
    readstat_variable_set_label_set(kind, labels)
    let name = readstat_add_variable(writer, "name", READSTAT_TYPE_STRING, 20)

    let context = Unmanaged.passUnretained(sink).toOpaque()
    try check(readstat_begin_writing_dta(writer, context, 3))
    for row in 0..<2 {
      try check(readstat_begin_row(writer))
      try check(readstat_insert_int16_value(writer, id, row == 0 ? -7 : 32_000))
      try check(readstat_insert_double_value(writer, score, row == 0 ? 0.1 : -2.5e300))
      try check(readstat_insert_float_value(writer, share, row == 0 ? 0.1 : 1.5))
      try check(readstat_insert_int8_value(writer, kind, row == 0 ? 1 : 2))
      try check(readstat_insert_string_value(writer, name, row == 0 ? "Chad" : "Peru, \"inc\""))
      try check(readstat_end_row(writer))
    }
    try check(readstat_begin_row(writer))
    try check(readstat_insert_tagged_missing_value(writer, id, 0x61))
    try check(readstat_insert_missing_value(writer, score))
    try check(readstat_insert_tagged_missing_value(writer, share, 0x7A))
    try check(readstat_insert_missing_value(writer, kind))
    try check(readstat_insert_missing_value(writer, name))
    try check(readstat_end_row(writer))
    try check(readstat_end_writing(writer))
    return withExtendedLifetime(sink) { sink.bytes }
  }

  private static func check(_ status: readstat_error_t) throws {
    guard status == READSTAT_OK else { throw Failed(status: status) }
  }
}
