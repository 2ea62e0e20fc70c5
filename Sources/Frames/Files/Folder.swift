#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a folder holds: tables, documents, and names for messages about paths that lead nowhere.
package enum Folder {
  /// The error for a path without a file: whether its folder exists and which names come close.
  static func notFound(_ path: String) -> ReadError {
    let (folder, name) = split(path)
    guard let names = names(in: folder) else {
      return .notFound(path: path, folderExists: false, near: [])
    }
    return .notFound(
      path: path, folderExists: true, near: NearestNames.closest(to: name, among: names))
  }

  /// The folder of a path (`.` where it names none) and the name in it.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
  }

  /// The names in a folder, sorted, or `nil` where there is no such folder.
  package static func names(in folder: String) -> [String]? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The one path that all paths to a place share, links resolved; `nil` where nothing is there.
  package static func canonical(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether there is a file, and no folder, that may be read.
  package static func hasFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
      && access(path, R_OK) == 0
  }

  /// A name in a folder.
  package static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
