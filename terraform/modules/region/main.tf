# One region in a cluster that has Agones: the chart fleets/region, and the Secrets that it expects.

locals {
  chart  = var.chart != null ? var.chart : "${path.module}/../../../fleets/region"
  canary = var.builds.canary

  values = {
    region   = var.region
    city     = var.city
    position = var.position
    centre = {
      hub            = merge(var.hub, { existingSecret = "tankfleet-hub" })
      allowedOrigins = var.allowed_origins
    }
    edge = {
      host        = var.edge.host
      replicas    = var.edge.replicas
      tlsSecret   = "tankfleet-edge-tls"
      podNetworks = var.edge.pod_networks
      service     = { type = var.edge.service_type }
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
  }
  build = { for name, build in { stable = var.builds.stable, canary = local.canary } : name => {
    tag         = build.tag
    replicas    = build.replicas
    freeMatches = build.free_matches
  } if build != null }

  has_keys = nonsensitive(var.seed != null)
  derived = { for name in ["region-key", "nats-servers-password", "nats-gateways-password", "nats-setup-password", "redis-password", "redis-backup-password"] :
    name => sha256("${var.region} ${name} ${var.seed == null ? "" : var.seed}")
  }
  keys = merge(local.derived, {
    redis-url        = "redis://services:${local.derived["redis-password"]}@${var.region}-redis:6379"
    redis-backup-url = "redis://backup:${local.derived["redis-backup-password"]}@${var.region}-redis:6379"
    # As the chart writes it: what the route store and who makes copies say, and nothing else.
    redis-acl = join("", [
      "user default off resetchannels ~match:* ~token:* -@all +@write\n",
      "user services on >${local.derived["redis-password"]} resetchannels ~match:* ~token:* -@all +@connection -@dangerous +watch +unwatch +multi +exec +hgetall +hset +pexpire +set +get +getdel +del\n",
      "user backup on >${local.derived["redis-backup-password"]} resetchannels resetkeys -@all +@connection -@dangerous +info +bgsave +bgrewriteaof +replconf +sync\n"
    ])
  })

  secrets = merge(
    local.has_keys ? { tankfleet-keys = { type = "Opaque" } } : {},
    nonsensitive(var.hub_password == null) ? {} : { tankfleet-hub = { type = "Opaque" } },
    nonsensitive(var.edge_tls == null) ? {} : { tankfleet-edge-tls = { type = "kubernetes.io/tls" } }
  )
  secret_data = {
    tankfleet-keys     = local.keys
    tankfleet-hub      = { password = var.hub_password }
    tankfleet-edge-tls = { "tls.crt" = try(var.edge_tls.certificate, null), "tls.key" = try(var.edge_tls.key, null) }
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
  values    = [yamlencode(local.values)]
}
