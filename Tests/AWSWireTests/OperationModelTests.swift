import AWSWire
import JSONTree
import Testing

struct OperationModelTests {
    @Test func `every operation is found by its name and its target`() {
        #expect(OperationModel.all.map(\.name).sorted() == Set(OperationModel.all.map(\.name)).sorted())
        for operation in OperationModel.all {
            #expect(OperationModel.named(operation.name) == operation)
            #expect(operation.target == "AWSEvents.\(operation.name)")
            #expect(operation.action == "events:\(operation.name)")
        }
        #expect(OperationModel.named("createPartnerEventSource") == nil)
    }

    @Test func `only a server fault has a status of 500 or more`() {
        for error in ErrorModel.all {
            #expect(error.isServerFault == (error.status >= 500), "\(error.name)")
        }
        #expect(Set(ErrorModel.all.map(\.name)).count == ErrorModel.all.count)
        #expect(ErrorModel.named("InternalException")?.status == 500)
        #expect(ErrorModel.named("ValidationException")?.status == 400)
        #expect(ErrorModel.named("Nothing") == nil)
    }

    @Test func `create has the members and errors of the contract`() {
        let operation = OperationModel.createPartnerEventSource
        #expect(operation.input.map(\.name) == ["Name", "Account"])
        #expect(operation.input.map(\.violationName) == ["name", "account"])
        #expect(operation.output.map(\.name) == ["EventSourceArn"])
        #expect(
            operation.errors.map(\.name).sorted() == [
                "ConcurrentModificationException", "InternalException", "LimitExceededException",
                "OperationDisabledException", "ResourceAlreadyExistsException",
            ])
        #expect(operation.error(named: "InternalException")?.isServerFault == true)
        #expect(operation.error(named: "ResourceNotFoundException") == nil)
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason))
    func `the facts are those of botocore's service model`() throws {
        let names = OperationModel.all.map { JSONValue.string($0.name) }
        let theirs = try Botocore.run(Self.script, input: .array(names))
        for operation in OperationModel.all {
            let model = try #require(theirs[operation.name])
            #expect(describe(operation).isEqualInValue(to: model), "\(operation.name)")
        }
        #expect(theirs["metadata"]?["targetPrefix"]?.string == ServiceModel.eventBridge.targetPrefix)
        #expect(theirs["metadata"]?["endpointPrefix"]?.string == ServiceModel.eventBridge.endpointPrefix)
        #expect(theirs["metadata"]?["signingName"]?.string == ServiceModel.eventBridge.signingName)
        #expect(theirs["metadata"]?["apiVersion"]?.string == ServiceModel.eventBridge.version)
        #expect(theirs["metadata"]?["serviceId"]?.string?.lowercased() == ServiceModel.eventBridge.settingsID)
        #expect(theirs["metadata"]?["jsonVersion"]?.string == "1.1")
    }

    private func describe(_ operation: OperationModel) -> JSONValue {
        let errors = operation.errors.map(\.name).sorted().map { JSONValue.string($0) }
        let faults = operation.errors.filter(\.isServerFault).map(\.name).sorted().map {
            JSONValue.string($0)
        }
        return [
            "input": describe(operation.input), "output": describe(operation.output),
            "errors": .array(errors),
            "faults": .array(faults),
        ]
    }

    private func describe(_ members: [MemberModel]) -> JSONValue {
        var object: JSONObject = [:]
        for member in members {
            object.append(
                member.name, ["required": .bool(member.isRequired), "shape": describe(member.shape)])
        }
        return .object(object)
    }

    private func describe(_ shape: ShapeModel) -> JSONValue {
        switch shape {
        case .string(let constraints):
            let allowed = constraints.allowedValues.map { JSONValue.array($0.map { .string($0) }) }
            return [
                "type": "string", "min": number(constraints.minimumLength),
                "max": number(constraints.maximumLength),
                "pattern": constraints.pattern.map { .string($0) } ?? .null,
                "enum": allowed ?? .null,
            ]
        case .integer(let range):
            return ["type": "integer", "min": number(range?.lowerBound), "max": number(range?.upperBound)]
        case .boolean: return ["type": "boolean"]
        case .timestamp: return ["type": "timestamp"]
        case .list(let element, let count):
            return [
                "type": "list", "min": number(count.minimum), "max": number(count.maximum),
                "element": describe(element),
            ]
        case .structure(let members): return ["type": "structure", "members": describe(members)]
        }
    }

    private func number(_ value: Int?) -> JSONValue {
        value.map { .number(JSONNumber($0)) } ?? .null
    }

    private static let script = """
        import botocore.session, json, sys
        model = botocore.session.get_session().get_service_model('events')
        def members(shape):
            if shape is None:
                return {}
            required = shape.required_members
            return {n: {'required': n in required, 'shape': describe(s)} for n, s in shape.members.items()}
        def describe(shape):
            kind, limits = shape.type_name, shape.metadata
            if kind == 'string':
                return {'type': kind, 'min': limits.get('min'), 'max': limits.get('max'),
                        'pattern': limits.get('pattern'), 'enum': limits.get('enum')}
            if kind in ('integer', 'long'):
                return {'type': 'integer', 'min': limits.get('min'), 'max': limits.get('max')}
            if kind == 'list':
                return {'type': kind, 'min': limits.get('min'), 'max': limits.get('max'),
                        'element': describe(shape.member)}
            if kind == 'structure':
                return {'type': kind, 'members': members(shape)}
            return {'type': kind}
        answer = {'metadata': model.metadata}
        answer['metadata'].setdefault('signingName', model.signing_name)
        for name in json.load(sys.stdin):
            operation = model.operation_model(name)
            answer[name] = {
                'input': members(operation.input_shape), 'output': members(operation.output_shape),
                'errors': sorted(e.name for e in operation.error_shapes),
                'faults': sorted(e.name for e in operation.error_shapes if e._shape_model.get('fault'))}
        json.dump(answer, sys.stdout)
        """

    @Test func `the names that the fake's callers write are the operations'`() {
        #expect(OperationName.allCases.map(\.rawValue) == OperationModel.all.map(\.name))
    }
}
