/// The published JSON Schemas of what clients report, and of how a client's outputs are read.
package enum ClientSchema {
    /// Of native results.
    package static var result: String { String(decoding: PackageResources.result_schema_json, as: UTF8.self) }

    /// Of a dialect's file.
    package static var dialect: String {
        String(decoding: PackageResources.dialect_schema_json, as: UTF8.self)
    }
}
