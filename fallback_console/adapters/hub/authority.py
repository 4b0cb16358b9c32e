"""A hub's own certificate authority: one for the hub, with a certificate for its servers."""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Sequence

from fallback_console.domain.errors import SettingsError

try:
    # On Linux it comes with the keychain's library; elsewhere a hub takes certificates that somebody else made.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
except ImportError:
    _CAN = False
else:
    _CAN = True

__all__ = ["new_authority", "new_certificate"]

_AUTHORITY_DAYS = 3650
_CERTIFICATE_DAYS = 1825
_BEFORE = datetime.timedelta(days=1)
"""Clocks of stations may be behind."""


def new_authority(name: str) -> tuple[bytes, bytes]:
    """An authority: its certificate and its key, as PEM.

    Raises:
        SettingsError: this system has no library for it.
    """
    _require()
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(f"{name} authority")
    certificate = (
        _begun(subject, subject, key.public_key(), _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM), _pem(key)


def new_certificate(authority: bytes, authority_key: bytes, hosts: Sequence[str]) -> tuple[bytes, bytes]:
    """A server's certificate and key, as PEM.

    Args:
        authority, authority_key: as ``new_authority`` made them.
        hosts: names and addresses under which stations reach the server.

    Raises:
        SettingsError: this system has no library for it, or the authority's files are damaged.
    """
    _require()
    try:
        issuer = x509.load_pem_x509_certificate(authority)
        issuer_key = serialization.load_pem_private_key(authority_key, None)
    except ValueError as error:
        raise SettingsError(
            "The hub's authority cannot be read.", "Restore the hub's folder from its backup."
        ) from error
    if not isinstance(issuer_key, ec.EllipticCurvePrivateKey):
        raise SettingsError("The hub's authority was not made here.", "Have its owner sign a certificate for the hub.")
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _begun(_named(hosts[0][:64]), issuer.subject, key.public_key(), _CERTIFICATE_DAYS)
        .add_extension(x509.SubjectAlternativeName([_alternative(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        # Servers of a cluster are clients of each other.
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM), _pem(key)


def _require() -> None:
    if not _CAN:
        raise SettingsError(
            "Certificates cannot be made on this system.",
            "Give --certificate, --key and --authority with files that IT made, or set the hub up on Linux.",
        )


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + datetime.timedelta(days=days))
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
