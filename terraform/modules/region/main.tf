# One region in a cluster that has Agones: the chart fleets/region, and the Secrets that it expects.

locals {
  address = "${var.edge.host}${var.edge.port == 443 ? "" : ":${var.edge.port}"}"

  chart  = var.chart != null ? var.chart : "${path.module}/../../../fleets/region"
  canary = var.builds.canary

  # Whoever has been named makes it; else the chart does.
  chart_makes = { for part, is_given in { edge = nonsensitive(var.edge_tls != null) } : part =>
    var.certificates != null && !is_given && !contains(var.made_elsewhere, "tankfleet-${part}-tls")
  }

  values = merge(local.certificates, {
    region   = var.region
    city     = var.city
    position = var.position
    centre = {
      hub = merge(var.hub, {
        existingSecret  = "tankfleet-hub"
        authoritySecret = var.hub_authority == null ? "" : "tankfleet-hub-authority"
      })
      allowedOrigins = var.allowed_origins
    }
    edge = {
      host        = var.edge.host
      replicas    = var.edge.replicas
      tlsSecret   = local.chart_makes.edge ? "" : "tankfleet-edge-tls"
      podNetworks = var.edge.pod_networks
      service     = merge({ type = var.edge.service_type }, var.edge.port == 443 ? {} : { port = var.edge.port })
    }
    gateway = { replicas = var.gateways }
    builds = merge(
      { stable = merge({ enabled = true }, local.build["stable"]) },
      local.canary == null ? {} : { canary = merge({ enabled = true }, local.build["canary"]) }
    )
    autoscaler = { webhook = { url = var.autoscaler_webhook } }
    allocator  = { host = var.allocator.host, port = var.allocator.port }
    secrets    = { provider = local.has_keys ? "existing" : "generated", name = local.has_keys ? "tankfleet-keys" : "" }
    network = {
      apiServer           = { cidr = var.api_server.cidr, ports = var.api_server.ports }
      monitoringNamespace = var.monitoring_namespace
    }
  })
  certificates = var.certificates == null ? {} : { certificates = {
    provider = var.certificates.provider
    issuer   = { name = var.certificates.issuer, kind = var.certificates.issuer_kind }
  } }
  build = { for name, build in { stable = var.builds.stable, canary = local.canary } : name => {
    tag         = build.tag
    replicas    = build.replicas
    freeMatches = build.free_matches
  } if build != null }

  has_keys = nonsensitive(var.seed != null)
  derived = { for name in ["region-key", "nats-servers-password", "nats-gateways-password", "nats-setup-password", "nats-backup-password", "redis-password", "redis-backup-password"] :
    name => sha256("${var.region} ${name} ${var.seed == null ? "" : var.seed}")
  }

  secrets = merge(
    local.has_keys ? { tankfleet-keys = { type = "Opaque" } } : {},
    nonsensitive(var.hub_password == null) ? {} : { tankfleet-hub = { type = "Opaque" } },
    var.hub_authority == null ? {} : { tankfleet-hub-authority = { type = "Opaque" } },
    nonsensitive(var.edge_tls == null) ? {} : { tankfleet-edge-tls = { type = "kubernetes.io/tls" } }
  )
  secret_data = {
    tankfleet-keys          = local.derived
    tankfleet-hub           = { password = var.hub_password }
    tankfleet-hub-authority = { "ca.crt" = var.hub_authority }
    tankfleet-edge-tls      = { "tls.crt" = try(var.edge_tls.certificate, null), "tls.key" = try(var.edge_tls.key, null) }
  }
}

resource "kubectl_manifest" "namespace" {
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Namespace"
    metadata = {
      name = var.namespace
      # Our own Pods keep to the restricted profile. The sidecar that Agones 1.60 puts into Pods of game servers drops no
      # capabilities, so under that profile no game server would start; from 1.61 on it fits.
      labels = {
        "app.kubernetes.io/managed-by"       = "tankfleet"
        "pod-security.kubernetes.io/enforce" = "baseline"
        "pod-security.kubernetes.io/warn"    = "restricted"
      }
    }
  })
  # When it goes, game servers go first, as long as Agones is there to let them.
  wait = true

  # Without these its Pods would wait, and the release with them, until the time is up.
  lifecycle {
    precondition {
      condition     = !local.has_keys || !can(yamldecode(var.more_values).secrets)
      error_message = "more_values: secrets are said twice (expected: either seed, or secrets in more_values)."
    }
    precondition {
      condition     = nonsensitive(var.hub_password != null) != contains(var.made_elsewhere, "tankfleet-hub")
      error_message = "hub_password: none is given, or one too many (expected: the password that the centre has for ${var.region}, or tankfleet-hub in made_elsewhere if somebody else makes that Secret)."
    }
    precondition {
      condition     = local.chart_makes.edge || nonsensitive(var.edge_tls != null) != contains(var.made_elsewhere, "tankfleet-edge-tls")
      error_message = "edge_tls: none is given, or one too many (expected: certificate and key for ${var.edge.host}, or certificates, or tankfleet-edge-tls in made_elsewhere if somebody else makes that Secret)."
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
    type       = each.value.type
    stringData = local.secret_data[each.key]
  })
  sensitive_fields = ["stringData"]
}

resource "helm_release" "region" {
  depends_on = [kubectl_manifest.namespace, kubectl_manifest.secret]

  name      = var.region
  namespace = var.namespace
  chart     = local.chart
  wait      = var.wait
  values    = [yamlencode(local.values), yamlencode(yamldecode(var.more_values))]
}
