// What most programs need: reading, networks, measures, clusters, pictures and reports, by one
// import. A corpus kept in SQLite is `CollabStore`'s.
@_exported public import CollabAlgorithms
@_exported public import CollabBibliography
@_exported public import CollabCore
@_exported public import CollabCorpus
@_exported public import CollabGraph
@_exported public import CollabRender
@_exported public import CollabReport
