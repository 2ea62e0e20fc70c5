import Estimation
import Exhibits
import Expressions
import Frames
import Interpretation
import Panels

/// A study: what is asked, from which tables, by which models, and what was published.
///
/// It is read from a `study.yaml` (see `Study+Decoding.swift` for the grammar of the file) with the
/// changes of one variant laid over it.
public struct Study: Sendable {
  public var name: String
  public var title: String
  public var question: String
  /// The variant whose changes are in force; `nil` for a study without variants.
  public var variant: Variant?
  public var variants: [Variant]
  public var published: Published?
  /// In file order: a source may build on those before it.
  public var sources: [SourcePlan]
  public var panel: PanelPlan
  public var variables: [Definition]
  public var composites: [CompositePlan]
  public var models: [ModelPlan]
  public var figures: [FigurePlan]
  public var quantities: [QuantityPlan] = []
  /// The coefficients that the report puts first.
  public var claims: [Claim] = []
  /// Human names of terms and variables.
  public var labels: [String: String]

  /// A named change of the study, with words for what changes and why.
  public struct Variant: Sendable, Equatable {
    public var name: String
    public var words: String
  }

  /// A named expression.
  public struct Definition: Sendable, Equatable {
    public var name: String
    public var expression: Expression
  }

  /// One raw table: where from, which rows, what is computed within it before any join.
  public struct SourcePlan: Sendable, Equatable {
    public enum Origin: Sendable, Equatable {
      /// A description of the catalogue, or an earlier source of the study.
      case named(String)
      /// A file of the user's own, relative to the study or to a data folder.
      case file(String)
      /// A world made from a seed.
      case simulated(SimulatedSource)
    }

    public var name: String
    public var origin: Origin
    public var filter: Expression?
    public var collapse: Collapse?
    public var joins: [JoinPlan]
    public var panel: Keys?
    public var compute: [Definition]
    public var leaderYears: LeaderYearPlan?
    /// The columns that leave the table; all of them when empty.
    public var take: [Taken]

    /// What tells a table's rows apart, for lags within it.
    public struct Keys: Sendable, Equatable {
      /// The columns that tell units apart.
      public var units: [String]
      /// The column of periods.
      public var time: String
    }

    /// A column that leaves the table, under its new name.
    public struct Taken: Sendable, Equatable {
      /// What it is called from then on.
      public var new: String
      /// What the table calls it.
      public var old: String
    }
  }

  /// Reduces a table to one row a key.
  public struct Collapse: Sendable, Equatable {
    public var by: [String]
    public var aggregations: [Aggregation]
  }

  public struct LeaderYearPlan: Sendable, Equatable {
    /// The state's number in the table of spells.
    public var state: Int
    /// Who counts when a year has several leaders.
    public var rule: LeaderYears.Rule
  }

  /// A left join of a source to what is built so far.
  public struct JoinPlan: Sendable, Equatable {
    public var source: String
    /// Column here, column in the source.
    public var keys: [Key]
    /// What the absence of a row within the source's coverage stands for; `nil`: what the source
    /// says it does.
    public var absent: Coverage.AbsentMeaning?

    public struct Key: Sendable, Equatable {
      public var here: String
      public var there: String
    }
  }

  public enum BuildStep: Sendable, Equatable {
    case start(String)
    case join(JoinPlan)
    case compute([String])
    case append(String)
    case keep(Expression)
  }

  public struct PanelPlan: Sendable, Equatable {
    public var units: [String]
    public var time: String
    public var build: [BuildStep]
  }

  /// An actor whose rows are made from its members' rows.
  public struct CompositePlan: Sendable, Equatable {
    public var name: String
    public var actor: CompositeActor
    /// The column of members' codes, which takes the actor's own code in its rows.
    public var codeColumn: String
    /// The text column that takes the actor's name.
    public var labelColumn: String?
    public var years: ClosedRange<Int>?
    /// Further columns that hold one number in all the actor's rows.
    public var constants: [Constant]
    public var aggregations: [Aggregation]

    public struct Constant: Sendable, Equatable {
      public var column: String
      public var value: Double
    }
  }

  public struct ModelPlan: Sendable, Equatable {
    public var name: OutputName
    public var title: String
    public var model: Model
    /// Used, and said so, where the variance is degenerate.
    public var fallback: Variance?
    /// Further variances, for a table that sets the model's errors under each beside the others.
    public var comparison: [Variance]
  }

  /// A coefficient that the study names as its headline.
  public struct Claim: Sendable, Equatable {
    public var model: OutputName
    public var term: TermReference
  }

  /// Effects, predictions and equivalence tests of one model.
  public struct QuantityPlan: Sendable, Equatable {
    public var name: OutputName
    public var title: String
    public var model: OutputName
    public var effects: EffectsPlan
  }

  /// A figure: its name, its title, and what it shows.
  public struct FigurePlan: Sendable, Equatable {
    public var name: OutputName
    public var title: String
    public var subject: FigureSubject
  }

  /// What a figure shows.
  public enum FigureSubject: Sendable, Equatable {
    /// Terms of models, all of each where none is named.
    case coefficients(models: [OutputName], terms: [TermReference])
    /// The effect of one variable, or the predicted outcome, over another.
    case curve(CurvePlan)
    case truth(models: [OutputName])
    case diagnostics(DiagnosticsPlan)
  }

  /// An effect or a prediction of one model over one variable.
  public struct CurvePlan: Sendable, Equatable {
    public var model: OutputName
    public var curve: EffectCurvePlan
    /// The horizontal axis's title; from the labels where empty.
    public var axis: String
  }

  /// Diagnostics of one interaction.
  public struct DiagnosticsPlan: Sendable, Equatable {
    public var model: OutputName
    public var of: String
    public var over: String
    public var axis: String
    public var options = InteractionDiagnostics.Options()
  }

  /// What was published, for the comparison.
  public struct Published: Sendable, Equatable {
    public var authors: [String]
    public var year: Int
    public var work: String
    public var table: String
    public var rows: Int?
    /// Coverage of the printed intervals.
    public var level = 0.95
    /// Model, term, numbers; in file order.
    public var entries: [Entry]
    public var causes: [Cause]

    public struct Entry: Sendable, Equatable {
      public var model: OutputName
      public var number: PublishedEstimate
    }

    public struct Cause: Sendable, Equatable {
      public var terms: [String]
      public var cause: String
    }
  }
}
