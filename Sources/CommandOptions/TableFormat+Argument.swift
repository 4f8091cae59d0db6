public import ArgumentParser
public import CollabCore

extension TableFormat: ExpressibleByArgument {}
