/// Whether one word is a usual short form of the other that is no beginning of it.
func areNicknames(
  _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
) -> Bool {
  guard let groups = nicknames[Array(a)], let others = nicknames[Array(b)] else { return false }
  return !groups.isDisjoint(with: others)
}

/// Whether a word is, or has, a usual short form.
func hasNickname(_ word: UnsafeBufferPointer<UInt8>) -> Bool { nicknames[Array(word)] != nil }

/// The lines of ``nicknameList`` on which each name stands.
private let nicknames: [[UInt8]: Set<Int>] = {
  var lines: [[UInt8]: Set<Int>] = [:]
  for (number, line) in nicknameList.split(whereSeparator: \.isNewline).enumerated() {
    for name in line.split(separator: " ") { lines[Array(name.utf8), default: []].insert(number) }
  }
  return lines
}()

/// English short forms and the names they stand for, a line each; beginnings of names are not
/// listed.
private let nicknameList = """
  william bill billy will willie liam
  robert bob bobby rob robby bert
  richard dick rick rich ricky
  james jim jimmy jamie
  john jack johnny jon
  jonathan jon johnny
  charles chuck charlie
  edward ed eddie ted ned
  theodore ted teddy
  henry harry hank
  margaret peggy maggie meg marge rita greta
  elizabeth liz beth betty bess lisa eliza libby
  katherine catherine kathryn kate katie kathy cathy kitty
  michael mike mick mickey
  anthony tony
  thomas tom tommy
  joseph joe joey
  andrew andy drew
  alexander alex sandy sasha alec
  alexandra alex sandra sasha
  daniel dan danny
  david dave davy
  stephen steven steve
  lawrence laurence larry
  ronald ron ronnie
  donald don donnie
  kenneth ken kenny
  gerald jerry gerry
  jerome jerry
  francis frank fran
  franklin frank
  frederick fred freddy
  alfred al fred
  albert al bert
  gregory greg
  geoffrey jeffrey jeff geoff
  matthew matt
  nicholas nick nico
  patrick pat paddy
  patricia pat patty tricia
  peter pete
  philip phillip phil
  raymond ray
  samuel sam
  samantha sam
  timothy tim
  vincent vince
  walter walt
  zachary zach zack
  benjamin ben
  christopher chris kit
  christina christine chris tina
  deborah debra debbie deb
  dorothy dot dottie
  eugene gene
  helen nell
  isabel isabella bella
  jacqueline jackie
  jennifer jenny jen
  judith judy
  leonard len lenny leo
  martha patty
  mary molly polly
  nathaniel nathan nat nate
  rebecca becky
  susan sue susie suzanne
  susanne susan sue
  theresa teresa terry tess
  victoria vicky vicki
  virginia ginny
  barbara barb
  abraham abe
  arthur art
  clifford cliff
  douglas doug
  harold hal harry
  irving irv
  norman norm
  oliver ollie
  russell russ
  solomon sol
  eduard edward ed
  eduardo edward ed
  wilhelm willi
  johannes hans johann
  heinrich heiner
  jose pepe
  francisco paco
  """
