import CollabCore
import Foundation
import Testing

@Suite struct JSONTests {
  @Test func breaksOnlyWhatDoesNotFit() {
    let value: JSON = ["name": "Ada", "scores": [1, 2.5, nil], "deep": ["a": true]]
    #expect(value.text() == #"{"name": "Ada", "scores": [1, 2.5, null], "deep": {"a": true}}"#)
    #expect(
      value.text(width: 30) == """
        {
          "name": "Ada",
          "scores": [1, 2.5, null],
          "deep": {"a": true}
        }
        """)
    #expect(
      JSON.array([value]).text(width: 24) == """
        [
          {
            "name": "Ada",
            "scores": [
              1,
              2.5,
              null
            ],
            "deep": {"a": true}
          }
        ]
        """)
  }

  @Test func emptyContainersAndNumbersThatAreNone() {
    let value: JSON = [[], .object([]), .number(.nan), .number(.infinity), 1e300, 16.0]
    #expect(value.text() == "[[], {}, null, null, 1e+300, 16]")
  }

  @Test func foundationReadsItBack() throws {
    let nasty = "quote \" backslash \\ </script> tab \t newline \n null \u{0} é 漢 👩‍👩‍👧 \u{2028}"
    let value: JSON = [["key \"": .string(nasty)], .number(0.1), .int(.max)]
    for text in [value.text(), value.text(width: 1)] {
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
      #expect((read?[0] as? [String: String])?["key \""] == nasty)
      #expect(read?[1] as? Double == 0.1)
      #expect(read?[2] as? Int == Int.max)
    }
  }
}
