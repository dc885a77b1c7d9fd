# What a cluster needs beside the game, whichever region it is. Each chart is taken only where a version is given.

locals {
  # What our charts lean on stands there, with the reasons.
  upstream = "${path.module}/../../../fleets/upstream"
}

resource "kubectl_manifest" "monitoring" {
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Namespace"
    metadata   = { name = var.namespace, labels = { "app.kubernetes.io/managed-by" = "tankfleet" } }
  })
  wait = true
}

resource "kubectl_manifest" "cert_manager" {
  count = var.cert_manager == null ? 0 : 1

  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "Namespace"
    metadata   = { name = "cert-manager", labels = { "app.kubernetes.io/managed-by" = "tankfleet" } }
  })
  wait = true
}

resource "helm_release" "prometheus" {
  count      = var.prometheus == null ? 0 : 1
  depends_on = [kubectl_manifest.monitoring]

  name       = "prometheus"
  namespace  = var.namespace
  repository = var.prometheus.repository == "" ? null : var.prometheus.repository
  chart      = var.prometheus.chart
  version    = var.prometheus.version
  wait       = var.wait
  values     = [yamlencode(yamldecode(file("${local.upstream}/kube-prometheus-stack.yaml")))]
}

resource "helm_release" "cert_manager" {
  count      = var.cert_manager == null ? 0 : 1
  depends_on = [kubectl_manifest.cert_manager]

  name       = "cert-manager"
  namespace  = "cert-manager"
  repository = var.cert_manager.repository == "" ? null : var.cert_manager.repository
  chart      = var.cert_manager.chart
  version    = var.cert_manager.version
  wait       = var.wait
  values     = [yamlencode(yamldecode(file("${local.upstream}/cert-manager.yaml")))]
}
