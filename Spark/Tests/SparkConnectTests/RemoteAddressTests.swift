import SparkConnect
import Testing

@Suite struct RemoteAddressTests {
  @Test func readsHostAndPort() throws {
    #expect(try RemoteAddress("sc://spark.example").port == 15002)
    let address = try RemoteAddress("sc://10.0.0.7:15010/")
    #expect(address.host == "10.0.0.7")
    #expect(address.port == 15010)
    #expect(!address.usesTLS)
    #expect(try RemoteAddress("sc://[::1]:7/;user_id=ann").host == "::1")
    #expect(try RemoteAddress("sc://[::1]:7").description == "[::1]:7")
  }

  @Test func aTokenIsEncryptedAndNeverShown() throws {
    let address = try RemoteAddress("sc://spark.example:1/;token=se%3Bcret;user_id=ann")
    #expect(address.token == "se;cret")
    #expect(address.usesTLS)
    #expect(address.user == "ann")
    var dumped = ""
    dump(address, to: &dumped)
    for text in ["\(address)", String(reflecting: address), dumped] {
      #expect(!text.contains("cret"), "\(text)")
    }
  }

  @Test func aTokenStaysOnThisMachineWithoutEncryption() throws {
    #expect(try !RemoteAddress("sc://127.0.0.1/;token=x;use_ssl=false").usesTLS)
    #expect(throws: SparkError.self) {
      try RemoteAddress("sc://spark.example/;token=hidden;use_ssl=false")
    }
  }

  @Test(arguments: [
    "spark://host", "sc://", "sc://ho st", "sc://host:0", "sc://host:99999", "sc://host:x",
    "sc://host/;token", "sc://host/;token=", "sc://host/;use_ssl=maybe", "sc://host/;colour=red",
    "sc://host/;token=%zz", "sc://host/;token=%ff", "sc://[::1", "sc://[::1]x", "sc://host\u{0}",
    "sc://host/;ca_file=x;use_ssl=false", "sc://host/;=x",
  ])
  func refusesWhatIsNoAddress(_ text: String) {
    #expect { try RemoteAddress(text) } throws: { error in
      (error as? SparkError)?.kind == .address
    }
  }

  @Test func errorsNeverRepeatAToken() {
    for text in [
      "sc://h/;token=hidden;x=1", "sc://h/;token=hidden;use_ssl=false", "sc://h/;token=hidden%",
    ] {
      #expect { try RemoteAddress(text) } throws: { !"\($0)".contains("hidden") }
    }
  }
}
