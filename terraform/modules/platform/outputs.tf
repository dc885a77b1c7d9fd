output "monitoring_namespace" {
  description = "From where a region lets itself be looked at."
  value       = var.namespace
  depends_on  = [kubectl_manifest.monitoring, helm_release.prometheus, helm_release.cert_manager]
}
