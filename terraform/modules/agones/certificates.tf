# What the allocator shows, and whom it believes: given, or made by cert-manager in its own namespace.

locals {
  secrets = local.is_given ? {
    allocator-tls       = "kubernetes.io/tls"
    allocator-tls-ca    = "Opaque"
    allocator-client-ca = "Opaque"
  } : {}
  secret_data = {
    allocator-tls       = { "tls.crt" = try(var.allocator_tls.certificate, null), "tls.key" = try(var.allocator_tls.key, null) }
    allocator-tls-ca    = { "tls-ca.crt" = var.allocator_authority }
    allocator-client-ca = { "client-ca.crt" = var.allocator_authority }
  }

  # One authority of this cluster alone: whoever has its key may allocate here and nowhere else.
  certificates = { for name, object in local.issued : name => object if local.is_issued }
  issued = {
    allocator-self = { kind = "Issuer", spec = { selfSigned = {} } }
    allocator-authority-keys = { kind = "Certificate", spec = {
      secretName = "allocator-authority"
      commonName = "allocator of ${local.host}"
      isCA       = true
      duration   = "87600h"
      issuerRef  = { name = "allocator-self", kind = "Issuer" }
      # A renewed one vouches for what the one before has signed.
      privateKey = { algorithm = "ECDSA", size = 256, rotationPolicy = "Never" }
    } }
    allocator-authority = { kind = "Issuer", spec = { ca = { secretName = "allocator-authority" } } }
    allocator-tls = { kind = "Certificate", spec = merge(local.key, local.leaf, {
      secretName = "allocator-tls"
      dnsNames   = [local.host]
      usages     = ["digital signature", "server auth"]
    }) }
    # The centre gets a copy of this Secret.
    allocator-client = { kind = "Certificate", spec = merge(local.key, local.leaf, {
      secretName = "allocator-client"
      commonName = "matchmaker"
      usages     = ["digital signature", "client auth"]
    }) }
    # The allocator believes every certificate of the Secret with this name. cert-manager fills a Secret only together with a
    # certificate of its own; beside `ca.crt` it is one that opens nothing.
    allocator-client-ca = { kind = "Certificate", spec = merge(local.key, local.leaf, {
      secretName = "allocator-client-ca"
      commonName = "nobody"
      usages     = ["digital signature"]
    }) }
    # Named by the chart among those that must be there; nobody mounts it.
    allocator-tls-ca = { kind = "Certificate", spec = merge(local.key, local.leaf, {
      secretName = "allocator-tls-ca"
      commonName = "nobody"
      usages     = ["digital signature"]
    }) }
  }
  host = var.cert_manager_host == null ? "" : var.cert_manager_host
  key = {
    privateKey = { algorithm = "ECDSA", size = 256, rotationPolicy = "Always" }
  }
  leaf = {
    duration    = "2160h"
    renewBefore = "720h"
    issuerRef   = { name = "allocator-authority", kind = "Issuer" }
  }
}
