/// Whether one word is a usual short form of the other that is no beginning of it.
func areNicknames(
  _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
) -> Bool {
  guard let groups = nicknames[Array(a)], let others = nicknames[Array(b)] else { return false }
  return !groups.isDisjoint(with: others)
}

/// Whether a word is, or has, a usual short form.
func hasNickname(_ word: UnsafeBufferPointer<UInt8>) -> Bool { nicknames[Array(word)] != nil }

/// The first letters of the usual short forms of a word, and of the names that it is short for, other than
/// its own: `b` of `william`.
func nicknameInitials(_ word: [UInt8]) -> [UInt8] {
  guard let lines = nicknames[word] else { return [] }
  return Set(lines.flatMap { nicknameInitialsOfLine[$0] }).filter { $0 != word.first }.sorted()
}

private let nicknameInitialsOfLine: [Set<UInt8>] = nicknameList.split(whereSeparator: \.isNewline)
  .map { Set($0.split(separator: " ").compactMap(\.utf8.first)) }

/// The lines of ``nicknameList`` on which each name stands.
private let nicknames: [[UInt8]: Set<Int>] = {
  var lines: [[UInt8]: Set<Int>] = [:]
  for (number, line) in nicknameList.split(whereSeparator: \.isNewline).enumerated() {
    for name in line.split(separator: " ") { lines[Array(name.utf8), default: []].insert(number) }
  }
  return lines
}()

/// Short forms and the names they stand for, a line each: English ones, and the usual Dutch, German,
/// Italian, Russian and Spanish ones. Beginnings of names are not listed.
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
  margaret peggy maggie meg marge margie margo madge rita greta
  elizabeth elisabeth liz lizzie beth betty betsy bess lisa eliza libby
  katherine katharine catherine kathryn kate katie kathy cathy kitty
  kathleen kathy kathie kate katie kay
  katharina kathrin katrin kathi kaethe katja
  ekaterina katya kate katia
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
  johannes hans johann jan joop
  heinrich heiner heinz
  friedrich fritz
  sebastian bastian
  jose pepe
  ignacio nacho
  manuel manolo manu
  enrique quique
  dolores lola
  alejandro alex
  francisco paco pancho curro
  giuseppe beppe pino
  giovanni gianni nino
  luigi gigi
  antonio toni
  willem wilhelmus wim
  cornelis cornelius kees cor
  jacobus jacob jaap koos jake
  hendrik hendrikus henk
  pieter petrus piet
  dmitry dmitri dima
  mikhail michael misha
  nikolai nikolay nicholas kolya
  vladimir vova volodya
  natalia natalya natasha
  tatiana tatyana tanya
  maria masha
  elena helen lena
  anastasia nastya
  evgeny evgenii eugene zhenya
  olga olya
  pavel paul pasha
  konstantin kostya
  sergey sergei serge seryozha
  yuri yuriy yura
  edwin ed eddie ned
  edmund ed eddie ned
  edgar ed eddie
  bernard bernie
  curtis curt
  dennis denny
  ernest ernie
  herbert herb bert
  howard howie
  hubert bert
  jeremy jerry
  louis lou louie
  lewis lou lew
  maurice morris
  randolph randy
  randall randy
  reginald reg reggie
  rodney rod roddy
  roderick rod roddy
  rudolph rudy
  rudolf rudi rudy
  sidney sid
  stanley stan
  stuart stewart stu
  terence terrence terry
  tobias toby
  constance connie
  cynthia cindy
  eleanor ellie nora nell
  frances fran frannie
  gertrude trudy
  josephine jo josie
  lillian lily
  nancy ann
  pamela pam
  penelope penny
  sarah sally
  stephanie steffi steph
  veronica ronnie
  winifred winnie
  """
