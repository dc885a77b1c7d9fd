output "kubeconfig_path" {
  description = "Where the administrator's kubeconfig is; there once the cluster is."
  value       = terraform_data.kubeconfig.input.path
  depends_on  = [terraform_data.kubeconfig]
}

output "api_server" {
  description = "Where the API server answers."
  value       = local.join.server
}

output "nodes" {
  description = "The pool of each node."
  value       = { for name, host in var.hosts : name => host.pool }
}
