import Documents

/// A value in a study file.
typealias StudyNode = DocumentNode<StudyError>

extension StudyError: DocumentFault {}
