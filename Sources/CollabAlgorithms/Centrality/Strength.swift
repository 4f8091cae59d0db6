extension Measure {
  /// The sum of the weights of an author's ties.
  public static let strength = Measure(
    id: "strength", summary: "sum of the weights of the ties", weights: .strength,
    reference: "Barrat et al., The architecture of complex weighted networks, "
      + "PNAS 101:3747 (2004), doi:10.1073/pnas.0400087101"
  ) { input in
    Scores(try TieOperator(input.network, input.execution).strengths(input.execution))
  }.verified(by: .strength)
}
