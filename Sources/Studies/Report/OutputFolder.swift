import Foundation

/// A folder of results that appears whole or not at all.
///
/// Files are collected in a sibling folder and moved into place at the end. An earlier report at
/// the same place (recognised by its manifest.json) is replaced; anything else there is refused.
struct OutputFolder {
  private let destination: URL
  let staging: URL

  /// Prepares to write `path`.
  init(_ path: String) throws(StudyError) {
    destination = URL(fileURLWithPath: path).standardizedFileURL
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: destination.path, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw .outputNotWritable(path: path, reason: "a file of that name is in the way")
      }
      let contents: [String]
      do { contents = try files.contentsOfDirectory(atPath: destination.path) } catch {
        // What cannot be looked into may hold anything, and is not replaced.
        throw .outputNotWritable(path: path, reason: OutputFolder.reason(error))
      }
      guard contents.isEmpty || contents.contains("manifest.json") else {
        throw .outputOccupied(path: path)
      }
    }
    let parent = destination.deletingLastPathComponent()
    let name =
      ".\(destination.lastPathComponent)\(OutputFolder.stagingMark)\(ProcessInfo.processInfo.processIdentifier)"
    staging = parent.appendingPathComponent(name)
    do {
      try files.createDirectory(at: parent, withIntermediateDirectories: true)
      OutputFolder.clearLeftovers(of: destination)
      if files.fileExists(atPath: staging.path) { try files.removeItem(at: staging) }
      try files.createDirectory(at: staging, withIntermediateDirectories: false)
    } catch {
      throw .outputNotWritable(path: path, reason: OutputFolder.reason(error))
    }
  }

  /// Removes what a run that was killed left beside the report; a report that it had moved away and
  /// not yet replaced goes back to its place.
  private static func clearLeftovers(of destination: URL) {
    let files = FileManager.default
    let parent = destination.deletingLastPathComponent()
    let prefix = ".\(destination.lastPathComponent)\(stagingMark)"
    for name in ((try? files.contentsOfDirectory(atPath: parent.path)) ?? []).sorted()
    where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      let isOld = rest.hasSuffix(oldSuffix)
      let digits = isOld ? rest.dropLast(oldSuffix.count) : rest
      // A process that still lives is at work there.
      guard let process = Int32(digits), process > 0,
        process == ProcessInfo.processInfo.processIdentifier
          || (kill(process, 0) != 0 && errno == ESRCH)
      else { continue }
      let leftover = parent.appendingPathComponent(name)
      if isOld, !files.fileExists(atPath: destination.path) {
        try? files.moveItem(at: leftover, to: destination)
      } else {
        try? files.removeItem(at: leftover)
      }
    }
  }

  private static let stagingMark = ".partial-"
  private static let oldSuffix = ".old"

  /// The path that a file below the folder has for now; its own folder exists.
  func path(of name: String) throws(StudyError) -> String {
    let url = staging.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      return url.path
    } catch {
      throw .outputNotWritable(path: destination.path, reason: OutputFolder.reason(error))
    }
  }

  /// Writes one file below the folder.
  func write(_ text: String, to name: String) throws(StudyError) {
    let url = URL(fileURLWithPath: try path(of: name))
    do {
      try Data(text.utf8).write(to: url)
    } catch {
      throw .outputNotWritable(path: destination.path, reason: OutputFolder.reason(error))
    }
  }

  /// Every file that was collected, by its path below the folder.
  func files() throws(StudyError) -> [String] {
    guard let found = FileManager.default.enumerator(atPath: staging.path) else {
      throw .outputNotWritable(path: destination.path, reason: "\(staging.path) cannot be read")
    }
    var names: [String] = []
    while let name = found.nextObject() as? String {
      if found.fileAttributes?[.type] as? FileAttributeType == .typeRegular { names.append(name) }
    }
    return names
  }

  /// Moves the finished folder into place.
  func commit() throws(StudyError) {
    let files = FileManager.default
    let old = staging.appendingPathExtension(String(OutputFolder.oldSuffix.dropFirst()))
    do {
      let replaces = files.fileExists(atPath: destination.path)
      if replaces { try files.moveItem(at: destination, to: old) }
      do {
        try files.moveItem(at: staging, to: destination)
      } catch {
        if replaces { try? files.moveItem(at: old, to: destination) }
        throw error
      }
      if replaces { try files.removeItem(at: old) }
    } catch {
      discard()
      throw .outputNotWritable(path: destination.path, reason: OutputFolder.reason(error))
    }
  }

  /// Removes what was collected.
  func discard() { try? FileManager.default.removeItem(at: staging) }

  private static func reason(_ error: any Error) -> String {
    let cocoa = error as NSError
    if let path = cocoa.userInfo[NSFilePathErrorKey] as? String {
      let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
      if !FileManager.default.isWritableFile(atPath: parent) {
        return "the folder \(parent) does not exist or may not be written to"
      }
    }
    if let cause = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError,
      cause.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(cause.code)))
    }
    return "the system refuses it"
  }
}
