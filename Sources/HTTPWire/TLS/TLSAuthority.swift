import Crypto
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A certificate authority made for one run: nobody else trusts it, and nobody needs to.
package struct TLSAuthority: Sendable {
    /// What is right or wrong with a server's certificate.
    package enum Variant: String, CaseIterable, Hashable, Sendable {
        /// Good for localhost, 127.0.0.1 and ::1.
        case trusted
        /// Ended a day ago.
        case expired
        /// Begins in a day.
        case notYetValid = "not-yet-valid"
        /// Made out to another name.
        case wrongHost = "wrong-host"
        /// Signed by another authority than the one that clients are told to trust.
        case unknownAuthority = "unknown-authority"
        /// Signed by itself.
        case selfSigned = "self-signed"
    }

    /// The authority's certificate, as PEM, for clients to trust.
    package let pem: String
    private let certificate: Certificate
    private let key: Certificate.PrivateKey
    private let now: Date

    /// Makes an authority with a new key.
    ///
    /// - Parameter now: seconds since 1970; certificates are good from a day before to three months after.
    package init(now: Double) throws(TLSIdentityFailure) {
        try self.init(now: now, name: "Assay test authority")
    }

    private init(now: Double, name commonName: String) throws(TLSIdentityFailure) {
        do {
            self.now = Date(timeIntervalSince1970: now)
            key = Certificate.PrivateKey(P256.Signing.PrivateKey())
            let name = try DistinguishedName {
                CommonName(commonName)
                OrganizationName("Assay")
            }
            certificate = try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
                notValidBefore: self.now - day, notValidAfter: self.now + 90 * day, issuer: name,
                subject: name,
                signatureAlgorithm: .ecdsaWithSHA256,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                    Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                },
                issuerPrivateKey: key)
            pem = try certificate.serializeAsPEM().pemString
        } catch {
            throw TLSIdentityFailure(message: "cannot make a certificate authority: \(error)")
        }
    }

    /// Makes a server's certificate with a new key.
    package func identity(_ variant: Variant) throws(TLSIdentityFailure) -> TLSIdentity {
        do {
            let leafKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
            var names: [GeneralName] = [
                .dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                .ipAddress(ASN1OctetString(contentBytes: ArraySlice(Array(repeating: 0, count: 15) + [1]))),
            ]
            var validity = (from: now - day, to: now + 89 * day)
            var signer = (name: certificate.subject, key: key)
            switch variant {
            case .trusted: break
            case .expired: validity = (now - 3 * day, now - day)
            case .notYetValid: validity = (now + day, now + 3 * day)
            case .wrongHost: names = [.dnsName("elsewhere.example")]
            case .unknownAuthority:
                let other = try TLSAuthority(now: now.timeIntervalSince1970, name: "Unknown authority")
                signer = (other.certificate.subject, other.key)
            case .selfSigned: signer = (try subject, leafKey)
            }
            let leaf = try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: leafKey.publicKey,
                notValidBefore: validity.from, notValidAfter: validity.to, issuer: signer.name,
                subject: try subject, signatureAlgorithm: .ecdsaWithSHA256,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                    try ExtendedKeyUsage([.serverAuth])
                    SubjectAlternativeNames(names)
                },
                issuerPrivateKey: signer.key)
            return TLSIdentity(
                authorityPEM: pem, certificatePEM: try leaf.serializeAsPEM().pemString,
                privateKeyPEM: try leafKey.serializeAsPEM().pemString)
        } catch {
            throw TLSIdentityFailure(message: "cannot make a certificate: \(error)")
        }
    }

    private var subject: DistinguishedName {
        get throws {
            try DistinguishedName { CommonName("localhost") }
        }
    }
}

/// A certificate could not be made.
package struct TLSIdentityFailure: Error, Hashable, Sendable {
    /// A sentence for people, lower case, without a full stop.
    package let message: String
}

/// A day in seconds.
private let day: Double = 86_400
