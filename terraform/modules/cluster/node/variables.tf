# Rules: the module above checks all of these.

variable "name" {
  description = "Name of the node."
  type        = string
}

variable "host" {
  description = "The host itself."
  type        = object({ address = string, private_address = optional(string), host_key = string, role = string, pool = string })
}

variable "first" {
  description = "The first server, which can look at all nodes."
  type        = object({ address = string, host_key = string })
}

variable "ssh" {
  description = "How to log in, and what stands before a command of root."
  type        = object({ user = string, port = number, key_path = string, sudo = string })
}

variable "k3s" {
  description = "Which k3s, and where it is."
  type        = object({ version = string, sha256 = string, url = string })
}

variable "config" {
  description = "What k3s is told; who the node is and the token are added here."
  type = object({
    server                = optional(string)
    cluster-init          = optional(bool)
    tls-san               = optional(list(string))
    cluster-cidr          = optional(string)
    service-cidr          = optional(string)
    secrets-encryption    = optional(bool)
    write-kubeconfig-mode = optional(string)
    disable               = optional(list(string))
    flannel-backend       = optional(string)
    flannel-external-ip   = optional(bool)
  })
}

variable "token" {
  description = "What a host must know to join."
  type        = string
  sensitive   = true
}

variable "firewall" {
  description = "The rules for its ports."
  type        = string
}

variable "drain_max_seconds" {
  description = "How long its Pods may take when it leaves."
  type        = number
}
