/// A value that goes to the server beside a statement, and not as part of its text.
public enum SQLArgument: Sendable, Equatable {
  /// A whole number.
  case int(Int64)
  /// A number.
  case double(Double)
  /// A text.
  case text(String)
  /// A truth value.
  case bool(Bool)
}

/// A statement of SQL with the values of its named arguments.
public struct SQLStatement: Sendable, Equatable {
  /// The text.
  public let text: String
  /// The values of `:name` in the text.
  public let arguments: [String: SQLArgument]
  /// Whether it returns no rows but writes.
  public let isCommand: Bool

  /// Creates a statement.
  public init(_ text: String, arguments: [String: SQLArgument] = [:], isCommand: Bool = false) {
    self.text = text
    self.arguments = arguments
    self.isCommand = isCommand
  }

  var plan: Spark_Connect_Plan {
    var plan = Spark_Connect_Plan()
    let arguments = arguments.mapValues(\.expression)
    if isCommand {
      plan.command.sqlCommand.sql = text
      plan.command.sqlCommand.namedArguments = arguments
    } else {
      plan.root.sql.query = text
      plan.root.sql.namedArguments = arguments
    }
    return plan
  }
}

extension SQLArgument {
  fileprivate var expression: Spark_Connect_Expression {
    var expression = Spark_Connect_Expression()
    switch self {
    case .int(let value): expression.literal.long = value
    case .double(let value): expression.literal.double = value
    case .text(let value): expression.literal.string = value
    case .bool(let value): expression.literal.boolean = value
    }
    return expression
  }
}

/// How far a statement has come, as the server tells.
public struct StatementProgress: Sendable, Equatable {
  /// The tasks of the stages known so far.
  public var tasks = 0
  /// Those of them that are done.
  public var doneTasks = 0
  /// The stages known so far.
  public var stages = 0
  /// Those of them that are done.
  public var doneStages = 0
  /// The bytes that were read.
  public var bytesRead: Int64 = 0

  init(_ progress: Spark_Connect_ExecutePlanResponse.ExecutionProgress) {
    for stage in progress.stages {
      tasks += Int(stage.numTasks)
      doneTasks += Int(stage.numCompletedTasks)
      stages += 1
      doneStages += stage.done ? 1 : 0
      bytesRead += stage.inputBytesRead
    }
  }
}
