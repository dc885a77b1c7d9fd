# Agones itself, with what a region of ours asks of it (fleets/region/README.md).

locals {
  # What our charts lean on stands there, with the reasons.
  upstream  = yamldecode(file("${path.module}/../../../fleets/upstream/agones.yaml"))
  allocator = local.upstream.agones.allocator

  values = {
    agones = merge(local.upstream.agones, {
      crds = { install = true, cleanupOnDelete = true }
      allocator = merge(local.allocator, {
        replicas = var.allocator.replicas
        service = merge(local.allocator.service, {
          serviceType = var.allocator.service_type
          grpc        = { enabled = true, port = var.allocator.port }
        })
      })
    })
    gameservers = merge(local.upstream.gameservers, {
      minPort = var.game_ports.first
      maxPort = var.game_ports.last
    })
  }

  is_given  = nonsensitive(var.allocator_tls != null)
  is_issued = var.cert_manager_host != null
}

resource "kubectl_manifest" "namespace" {
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Namespace"
    metadata   = { name = var.namespace, labels = { "app.kubernetes.io/managed-by" = "tankfleet" } }
  })
  # When it goes, what is in it goes first.
  wait = true

  lifecycle {
    precondition {
      condition     = length([for is_so in [local.is_given, local.is_issued, var.made_elsewhere] : is_so if is_so]) == 1
      error_message = "allocator_tls: nobody, or more than one, makes the allocator's certificate (expected: allocator_tls, or cert_manager_host, or made_elsewhere)."
    }
    precondition {
      condition     = local.is_given == (var.allocator_authority != null)
      error_message = "allocator_authority: it is there without allocator_tls, or the other way round (expected: both or neither)."
    }
  }
}

# The chart makes none of its own (fleets/upstream/agones.yaml), and its Pods wait for them.
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

resource "kubectl_manifest" "certificate" {
  for_each   = local.certificates
  depends_on = [kubectl_manifest.namespace]

  yaml_body = yamlencode({
    apiVersion = "cert-manager.io/v1"
    kind       = each.value.kind
    metadata   = { name = each.key, namespace = var.namespace }
    spec       = each.value.spec
  })
}

resource "helm_release" "agones" {
  depends_on = [kubectl_manifest.namespace, kubectl_manifest.secret, kubectl_manifest.certificate]

  name       = "agones"
  namespace  = var.namespace
  repository = var.repository == "" ? null : var.repository
  chart      = var.chart
  version    = var.chart_version
  wait       = var.wait
  values     = [yamlencode(local.values)]
}
