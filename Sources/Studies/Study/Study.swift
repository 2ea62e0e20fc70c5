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
  /// Its name in the library and in reports.
  public var name: String
  /// The heading of its report.
  public var title: String
  /// What is asked, as a sentence.
  public var question: String
  /// The variant whose changes are in force; `nil` for a study without variants.
  public var variant: Variant?
  /// In file order; the first is run unless another is named.
  public var variants: [Variant]
  /// Numbers of a publication to set ours beside; `nil` where there are none.
  public var published: Published?
  /// In file order: a source may build on those before it.
  public var sources: [SourcePlan]
  /// How the sources become one table.
  public var panel: PanelPlan
  /// Computed on the panel, within its units, in file order.
  public var variables: [Definition]
  /// Actors such as the European Union whose rows are made from members' rows.
  public var composites: [CompositePlan]
  /// In file order.
  public var models: [ModelPlan]
  /// In file order, which is the report's.
  public var figures: [FigurePlan]
  /// Effects, predictions and tests, in file order.
  public var quantities: [QuantityPlan] = []
  /// The coefficients that the report puts first.
  public var claims: [Claim] = []
  /// Human names of terms and variables.
  public var labels: [String: String]

  /// A named change of the study, with words for what changes and why.
  public struct Variant: Sendable, Equatable {
    /// As `--variant` spells it.
    public var name: String
    /// What changes, and why.
    public var words: String
  }

  /// A named expression.
  public struct Definition: Sendable, Equatable {
    /// The column that it makes.
    public var name: String
    /// What the column holds.
    public var expression: Expression
  }

  /// One raw table: where from, which rows, what is computed within it before any join.
  public struct SourcePlan: Sendable, Equatable {
    /// Where the rows come from.
    public enum Origin: Sendable, Equatable {
      /// A description of the catalogue, or an earlier source of the study.
      case named(String)
      /// A file of the user's own, relative to the study or to a data folder, and how it is read.
      case file(String, CSVOptions)
      /// A world made from a seed.
      case simulated(SimulatedSource)
    }

    /// What the study calls it.
    public var name: String
    /// Where its rows come from.
    public var origin: Origin
    /// The column of years, for `spells` and `codes`; `nil` for a table without years.
    public var time: String?
    /// How rows of spells become rows of years; not at all where absent.
    public var spells: SpellYears?
    /// Columns of COW numbers to be made of others, in order.
    public var codes: [Source.Code] = []
    /// What is changed of the conversions that the description makes.
    public var codeChanges: [Source.CodeChange] = []
    /// What a table without a description covers; `nil`: the years that it has.
    public var coverage: Coverage?
    /// Which rows stay, by the source's own columns; all where absent.
    public var filter: Expression?
    /// Reduced after filtering; not at all where absent.
    public var collapse: Collapse?
    /// Other sources joined to it before it joins the panel.
    public var joins: [JoinPlan]
    /// What `compute` needs for lags; `nil` where it has none.
    public var panel: Keys?
    /// Columns made within the source, after its joins.
    public var compute: [Definition]
    /// Turns spells of leaders into years; `nil` for tables of any other kind.
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
    /// The key: one row remains for each combination.
    public var by: [String]
    /// What becomes of the other columns; those not named are dropped.
    public var aggregations: [Aggregation]
  }

  /// From spells of leaders to one row a year.
  public struct LeaderYearPlan: Sendable, Equatable {
    /// The state's number in the table of spells.
    public var state: Int
    /// Who counts when a year has several leaders.
    public var rule: LeaderYears.Rule
  }

  /// A left join of a source to what is built so far.
  public struct JoinPlan: Sendable, Equatable {
    /// What is joined, by the study's name for it.
    public var source: String
    /// Column here, column in the source.
    public var keys: [Key]
    /// Put before the names of the columns that come from the source.
    public var prefix = ""
    /// What the absence of a row within the source's coverage stands for; `nil`: what the source
    /// says it does.
    public var absent: Coverage.AbsentMeaning?

    /// One pair of columns that must be equal.
    public struct Key: Sendable, Equatable {
      /// In what is built so far.
      public var here: String
      /// In the source.
      public var there: String
    }
  }

  /// One line of `build:`.
  public enum BuildStep: Sendable, Equatable {
    /// The source whose rows the panel begins with.
    case start(String)
    /// Columns of a source, matched by keys; rows stay as they are.
    case join(JoinPlan)
    /// Variables of the study, by name.
    case compute([String])
    /// The rows of a composite actor, by its name.
    case append(String)
    /// Rows for which the condition holds.
    case keep(Expression)
  }

  /// How sources become the table that models are fitted to.
  public struct PanelPlan: Sendable, Equatable {
    /// The columns that tell units apart.
    public var units: [String]
    /// The column of years.
    public var time: String
    /// In order; the first is `start`.
    public var build: [BuildStep]
  }

  /// An actor whose rows are made from its members' rows.
  public struct CompositePlan: Sendable, Equatable {
    /// What the steps call it.
    public var name: String
    /// Its name, codes and dated members.
    public var actor: CompositeActor
    /// The column of members' codes, which takes the actor's own code in its rows.
    public var codeColumn: String
    /// The text column that takes the actor's name.
    public var labelColumn: String?
    /// The years that get rows; all that have members where absent.
    public var years: ClosedRange<Int>?
    /// Further columns that hold one number in all the actor's rows.
    public var constants: [Constant]
    /// What becomes of members' rows in a year.
    public var aggregations: [Aggregation]

    /// A column with one number.
    public struct Constant: Sendable, Equatable {
      /// A column of the panel.
      public var column: String
      /// What it holds in every row of the actor.
      public var value: Double
    }
  }

  /// One model, and what its table sets beside it.
  public struct ModelPlan: Sendable, Equatable {
    /// Its name in the report, and of its files.
    public var name: OutputName
    /// The head of its column.
    public var title: String
    /// Formula, weights, estimator, variance and inference.
    public var model: Model
    /// Used, and said so, where the variance is degenerate.
    public var fallback: Variance?
    /// Further variances, for a table that sets the model's errors under each beside the others.
    public var comparison: [Variance]
  }

  /// A coefficient that the study names as its headline.
  public struct Claim: Sendable, Equatable {
    /// The model whose term it is.
    public var model: OutputName
    /// The term, as tables print it.
    public var term: TermReference
  }

  /// Effects, predictions and equivalence tests of one model.
  public struct QuantityPlan: Sendable, Equatable {
    /// Its name in the report, and of its files.
    public var name: OutputName
    /// The heading of its table.
    public var title: String
    /// The model whose quantities they are.
    public var model: OutputName
    /// Which quantities.
    public var effects: EffectsPlan
  }

  /// A figure: its name, its title, and what it shows.
  public struct FigurePlan: Sendable, Equatable {
    /// Its name in the report, and of its files.
    public var name: OutputName
    /// Its heading.
    public var title: String
    /// What it shows.
    public var subject: FigureSubject
  }

  /// What a figure shows.
  public enum FigureSubject: Sendable, Equatable {
    /// Terms of models, all of each where none is named.
    case coefficients(models: [OutputName], terms: [TermReference])
    /// The effect of one variable, or the predicted outcome, over another.
    case curve(CurvePlan)
    /// Known coefficients of a simulated world against the estimates of models.
    case truth(models: [OutputName])
    /// Bins, kernel and spline of an interaction.
    case diagnostics(DiagnosticsPlan)
  }

  /// An effect or a prediction of one model over one variable.
  public struct CurvePlan: Sendable, Equatable {
    /// The model that is read.
    public var model: OutputName
    /// Effect or prediction, and over what.
    public var curve: EffectCurvePlan
    /// The horizontal axis's title; from the labels where empty.
    public var axis: String
  }

  /// Diagnostics of one interaction.
  public struct DiagnosticsPlan: Sendable, Equatable {
    /// The model whose interaction it is.
    public var model: OutputName
    /// The treatment.
    public var of: String
    /// The moderator.
    public var over: String
    /// The horizontal axis's title; from the labels where empty.
    public var axis: String
    /// Bins, bandwidth and knots.
    public var options = InteractionDiagnostics.Options()
  }

  /// What was published, for the comparison.
  public struct Published: Sendable, Equatable {
    /// Family names, in the order of the title page.
    public var authors: [String]
    /// Of publication.
    public var year: Int
    /// Title and place.
    public var work: String
    /// Which table of the work.
    public var table: String
    /// Rows that the publication says it uses; `nil` where it does not say.
    public var rows: Int?
    /// Coverage of the printed intervals.
    public var level = 0.95
    /// Model, term, numbers; in file order.
    public var entries: [Entry]
    /// What is known of why numbers differ.
    public var causes: [Cause]

    /// One published number.
    public struct Entry: Sendable, Equatable {
      /// Our model that it is compared with.
      public var model: OutputName
      /// What is printed.
      public var number: PublishedEstimate
    }

    /// A reason that holds for some terms, in the variants whose numbers it explains.
    public struct Cause: Sendable, Equatable {
      /// By name; none stands for the published specification, which is the first variant.
      public var variants: [String] = []
      /// The names of the published terms whose difference it explains.
      public var terms: [String]
      /// The reason, as a sentence.
      public var cause: String
    }
  }
}
