output "id" {
  description = "Another one when the host was replaced."
  value       = terraform_data.host.id
  depends_on  = [terraform_data.pool]
}
