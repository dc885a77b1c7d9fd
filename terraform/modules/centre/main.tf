# The centre in a cluster: the chart fleets/centre, and the Secrets that it expects.

locals {
  address = "${var.edge.host}${var.edge.port == 443 ? "" : ":${var.edge.port}"}"

  chart    = var.chart != null ? var.chart : "${path.module}/../../../fleets/centre"
  has_keys = nonsensitive(var.seed != null)

  # Whoever has been named makes it; else the chart does.
  chart_makes = { for part, is_given in { edge = nonsensitive(var.edge_tls != null), hub = nonsensitive(var.hub_tls != null) } : part =>
    var.certificates != null && !is_given && !contains(var.made_elsewhere, "tankfleet-${part}-tls")
  }

  values = merge(local.certificates, {
    regions = { for id, region in var.regions : id => merge(region.edge_port == 443 ? {} : { edgePort = region.edge_port }, {
      city      = region.city
      position  = region.position
      edgeHost  = region.edge_host
      namespace = region.namespace
      allocator = {
        host         = region.allocator_host
        port         = region.allocator_port
        cidr         = region.allocator_cidr
        clientSecret = "${id}-allocator"
      }
      autoscalerNetworks = region.autoscaler_networks
    }) }
    allowedOrigins = var.allowed_origins
    secrets = {
      provider = local.has_keys ? "existing" : "generated"
      name     = local.has_keys ? "tankfleet-keys" : ""
    }
    edge = {
      host        = var.edge.host
      replicas    = var.edge.replicas
      tlsSecret   = local.chart_makes.edge ? "" : "tankfleet-edge-tls"
      podNetworks = var.edge.pod_networks
      service     = merge({ type = var.edge.service_type }, var.edge.port == 443 ? {} : { port = var.edge.port })
    }
    matchmaker = { freeMatches = var.free_matches }
    hub = {
      host      = var.hub.host
      tlsSecret = local.chart_makes.hub ? "" : "tankfleet-hub-tls"
      service   = { type = var.hub.service_type }
    }
    postgres = merge(
      { enabled = var.database == null },
      var.database == null ? {} : { external = var.database }
    )
    network = { monitoringNamespace = var.monitoring_namespace }
  })
  certificates = var.certificates == null ? {} : { certificates = {
    provider = var.certificates.provider
    issuer   = { name = var.certificates.issuer, kind = var.certificates.issuer_kind }
  } }

  leaf_passwords = { for id in keys(var.regions) : id => sha256("centre leaf ${id} ${var.seed == null ? "" : var.seed}") }
  derived = { for name in ["postgres-password", "postgres-auth-password", "postgres-matchmaker-password", "postgres-backup-password", "hub-matchmaker-password"] :
    name => sha256("centre ${name} ${var.seed == null ? "" : var.seed}")
  }
  keys = merge(
    { for name, password in local.derived : name => password if startswith(name, "postgres") },
    { auth-signing-key = var.token_signing_key }
  )
  # Of a Secret of its own, which the hub sees as a whole.
  hub_keys = merge(
    { hub-matchmaker-password = local.derived["hub-matchmaker-password"] },
    { for id, password in local.leaf_passwords : "hub-leaf-${id}-password" => password }
  )

  secrets = merge(
    local.has_keys ? { tankfleet-keys = "Opaque", tankfleet-keys-hub = "Opaque" } : {},
    nonsensitive(var.edge_tls == null) ? {} : { tankfleet-edge-tls = "kubernetes.io/tls" },
    nonsensitive(var.hub_tls == null) ? {} : { tankfleet-hub-tls = "kubernetes.io/tls" },
    { for id in nonsensitive(keys(var.allocator_clients)) : "${id}-allocator" => "Opaque" }
  )
  secret_data = merge(
    {
      tankfleet-keys     = local.keys
      tankfleet-keys-hub = local.hub_keys
      tankfleet-edge-tls = { "tls.crt" = try(var.edge_tls.certificate, null), "tls.key" = try(var.edge_tls.key, null) }
      tankfleet-hub-tls  = { "tls.crt" = try(var.hub_tls.certificate, null), "tls.key" = try(var.hub_tls.key, null) }
    },
    { for id, client in var.allocator_clients : "${id}-allocator" => {
      "tls.crt" = client.certificate, "tls.key" = client.key, "ca.crt" = client.authority
    } }
  )
}

resource "kubectl_manifest" "namespace" {
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Namespace"
    metadata = {
      name = var.namespace
      labels = {
        "app.kubernetes.io/managed-by"       = "tankfleet"
        "pod-security.kubernetes.io/enforce" = "restricted"
        "pod-security.kubernetes.io/warn"    = "restricted"
      }
    }
  })
  # When it goes, what is in it goes first.
  wait = true

  # Without these its Pods would wait, and the release with them, until the time is up.
  lifecycle {
    precondition {
      condition     = !local.has_keys || !can(yamldecode(var.more_values).secrets)
      error_message = "more_values: secrets are said twice (expected: either seed, or secrets in more_values)."
    }
    precondition {
      condition     = local.chart_makes.edge || nonsensitive(var.edge_tls != null) != contains(var.made_elsewhere, "tankfleet-edge-tls")
      error_message = "edge_tls: none is given, or one too many (expected: certificate and key for ${var.edge.host}, or certificates, or tankfleet-edge-tls in made_elsewhere if somebody else makes that Secret)."
    }
    precondition {
      condition     = local.chart_makes.hub || nonsensitive(var.hub_tls != null) != contains(var.made_elsewhere, "tankfleet-hub-tls")
      error_message = "hub_tls: none is given, or one too many (expected: certificate and key for ${var.hub.host}, or certificates, or tankfleet-hub-tls in made_elsewhere if somebody else makes that Secret)."
    }
    precondition {
      condition     = alltrue([for id in keys(var.regions) : contains(nonsensitive(keys(var.allocator_clients)), id) != contains(var.made_elsewhere, "${id}-allocator")])
      error_message = "allocator_clients: none is given for a region, or one too many (expected: a certificate for each of ${join(", ", keys(var.regions))}, or {region}-allocator in made_elsewhere if somebody else makes that Secret)."
    }
    precondition {
      condition     = local.has_keys == nonsensitive(var.token_signing_key != null)
      error_message = "token_signing_key: it is there without seed, or the other way round (expected: both or neither)."
    }
  }
}

resource "kubectl_manifest" "secret" {
  for_each   = local.secrets
  depends_on = [kubectl_manifest.namespace]

  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Secret"
    metadata   = { name = each.key, namespace = var.namespace }
    type       = each.value
    stringData = local.secret_data[each.key]
  })
  sensitive_fields = ["stringData"]
}

resource "helm_release" "centre" {
  depends_on = [kubectl_manifest.namespace, kubectl_manifest.secret]

  name      = "centre"
  namespace = var.namespace
  chart     = local.chart
  wait      = var.wait
  values    = [yamlencode(local.values), yamlencode(yamldecode(var.more_values))]
}
