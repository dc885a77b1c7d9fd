output "namespace" {
  description = "Where it is, once it is there."
  value       = helm_release.agones.namespace
}

output "values" {
  description = "What the chart is told."
  value       = yamlencode(local.values)
}

output "is_issued" {
  description = "Whether cert-manager makes its certificates; the client's is then in the Secret `allocator-client` of its namespace."
  value       = local.is_issued
}
