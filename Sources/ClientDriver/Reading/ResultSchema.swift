/// The published JSON Schema of results.
package enum ResultSchema {
    package static var text: String { String(decoding: PackageResources.result_schema_json, as: UTF8.self) }
}
