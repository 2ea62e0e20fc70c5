import Exhibits

/// All that can be asked. A new question is a file in this target, a line here, and a command.
public enum QuestionCatalogue {
  /// In the order in which help lists their commands.
  public static var questions: [any Question.Type] {
    [
      DemoQuestion.self, RunQuestion.self, CheckQuestion.self, PanelQuestion.self,
      FitQuestion.self, ComparisonQuestion.self, EffectsQuestion.self, DiagnosticsQuestion.self,
      UniverseQuestion.self,
    ] + theories + [
      PowerQuestion.self, AuditQuestion.self, TimelineQuestion.self, TraceQuestion.self,
      CasePageQuestion.self, ComparativeQuestion.self, SourceListQuestion.self,
      SourceCheckQuestion.self, StudyListQuestion.self, FunctionListQuestion.self,
    ]
  }

  /// The questions to theories that have members of their own beside the inputs.
  private static let withMembers: [any Question.Type] = [
    SolveQuestion<TradeAgreementMembers>.self, SolveQuestion<AllianceConcessionsMembers>.self,
    SolveQuestion<LoyaltyCoercionMembers>.self,
  ]

  private static var theories: [any Question.Type] {
    TheoryCatalogue.theories.map { question(to: $0) }
  }

  private static func question<Solved: AnswerableTheory>(
    to theory: Solved.Type
  ) -> any Question.Type {
    withMembers.first { $0.name.last == theory.name } ?? SolveQuestion<NoMembers<Solved>>.self
  }
}
