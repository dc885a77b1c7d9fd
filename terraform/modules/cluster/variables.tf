variable "hosts" {
  description = "The hosts by the name of their node. `address`: where it is reached; `private_address`: the one on its interface, if a translation 1:1 lies between. `role`: one `first`, an even number of `server` (or none), any number of `agent`. `host_key`: the public key that its SSH server shows, as `ssh-keyscan` prints it after the address. `pool`: the label `tankfleet.dev/pool` of its node."
  type = map(object({
    address         = string
    private_address = optional(string)
    host_key        = string
    role            = string
    pool            = optional(string, "game")
  }))
  nullable = false

  validation {
    condition     = alltrue([for name, host in var.hosts : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", name))])
    error_message = "hosts: a name is what its node is called (expected: 1 to 63 of a-z, 0-9 and -)."
  }
  validation {
    condition     = alltrue([for name, host in var.hosts : can(cidrnetmask("${host.address}/32"))])
    error_message = "hosts: an address is not IPv4 (expected: like 203.0.113.7)."
  }
  validation {
    condition     = alltrue([for name, host in var.hosts : host.private_address == null || can(cidrnetmask("${host.private_address}/32"))])
    error_message = "hosts: a private_address is not IPv4 (expected: like 10.0.0.7, or none where the address itself is on the interface)."
  }
  validation {
    condition     = length(distinct([for name, host in var.hosts : host.address])) == length(var.hosts)
    error_message = "hosts: two have the same address (expected: one node a host)."
  }
  validation {
    condition     = alltrue([for name, host in var.hosts : can(regex("^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+=*$", host.host_key))])
    error_message = "hosts: a host_key is not a public key (expected: type and key without a comment, as ssh-keyscan prints them after the address)."
  }
  validation {
    condition     = alltrue([for name, host in var.hosts : contains(["first", "server", "agent"], host.role)])
    error_message = "hosts: a role is not known (expected: first, server or agent)."
  }
  validation {
    condition     = length([for name, host in var.hosts : name if host.role == "first"]) == 1
    error_message = "hosts: there is not exactly one of role first (expected: one, which the others join)."
  }
  validation {
    condition     = length([for name, host in var.hosts : name if host.role != "agent"]) % 2 == 1
    error_message = "hosts: the number of servers is even (expected: 1, 3 or 5 with the first, or their store has no majority)."
  }
  validation {
    condition     = alltrue([for name, host in var.hosts : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", host.pool))])
    error_message = "hosts: a pool is not a label (expected: 1 to 63 of a-z, 0-9 and -)."
  }
}

variable "ssh_key_path" {
  description = "File with the private SSH key that opens all hosts. Only its path is kept in the state."
  type        = string
  nullable    = false

  validation {
    condition     = can(file(pathexpand(var.ssh_key_path)))
    error_message = "ssh_key_path: there is no such file, or it cannot be read (expected: a private key)."
  }
}

variable "ssh_user" {
  description = "Who logs in; another than root must be allowed to call sudo without a password."
  type        = string
  default     = "root"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_-]{0,31}$", var.ssh_user))
    error_message = "ssh_user: this is no name of a user (expected: 1 to 32 of a-z, 0-9, _ and -)."
  }
}

variable "ssh_port" {
  description = "TCP port of SSH on all hosts."
  type        = number
  default     = 22
  nullable    = false

  validation {
    condition     = var.ssh_port >= 1 && var.ssh_port <= 65535 && floor(var.ssh_port) == var.ssh_port
    error_message = "ssh_port: this is no port (expected: 1 to 65535)."
  }
}

variable "k3s_version" {
  description = "Release of k3s. Its Kubernetes is one that Agones 1.60 supports: 1.34 to 1.36. One minor version at a time."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^v1[.](34|35|36)[.][0-9]+[+]k3s[0-9]+$", var.k3s_version))
    error_message = "k3s_version: this is no such release (expected: like v1.35.4+k3s1, of Kubernetes 1.34 to 1.36)."
  }
}

variable "k3s_sha256" {
  description = "SHA-256 of that release's binary for the hosts' processor, from its list of checksums."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.k3s_sha256))
    error_message = "k3s_sha256: this is no checksum (expected: 64 of 0-9 and a-f)."
  }
}

variable "k3s_url" {
  description = "Where hosts fetch the binary; empty takes the project's own release for x86-64. `file://` names a file that lies on each host."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^((https|file)://[^ '\"$`\\\\]+)?$", var.k3s_url))
    error_message = "k3s_url: this is no place for a binary (expected: https://…, file:///… or empty)."
  }
}

variable "token" {
  description = "What a host must know to join. It cannot be changed here afterwards."
  type        = string
  sensitive   = true
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]{32,128}$", var.token))
    error_message = "token: it is too weak or not plain (expected: 32 to 128 letters and digits)."
  }
}

variable "admin_cidrs" {
  description = "Networks from which SSH and the API server can be reached. Yours must be among them."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.admin_cidrs) > 0 && alltrue([for cidr in var.admin_cidrs : can(cidrnetmask(cidr)) && can(regex("/", cidr))])
    error_message = "admin_cidrs: none is given, or one is no IPv4 network (expected: like 198.51.100.0/24)."
  }
}

variable "game_ports" {
  description = "UDP ports for game servers, as Agones hands them out, open for everybody; null where no game servers are."
  type        = object({ first = number, last = number })
  default     = { first = 7000, last = 8000 }

  validation {
    condition     = var.game_ports == null ? true : var.game_ports.first >= 1024 && var.game_ports.last <= 65535 && var.game_ports.first <= var.game_ports.last
    error_message = "game_ports: this is no range (expected: first not above last, within 1024 to 65535)."
  }
}

variable "public_tcp_ports" {
  description = "TCP ports open for everybody: the edge, and the allocator for the centre."
  type        = list(number)
  default     = [443]
  nullable    = false

  validation {
    condition     = alltrue([for port in var.public_tcp_ports : port >= 1 && port <= 65535 && !contains([2379, 2380, 6443, 10250], port)])
    error_message = "public_tcp_ports: one is no port, or one of the control plane's own (expected: 1 to 65535 without 2379, 2380, 6443 and 10250)."
  }
}

variable "pod_cidr" {
  description = "Network of the Pods. It cannot be changed afterwards."
  type        = string
  default     = "10.42.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.pod_cidr)) && can(cidrsubnet(var.pod_cidr, 8, 0))
    error_message = "pod_cidr: this is no network of /24 or wider (expected: like 10.42.0.0/16)."
  }
}

variable "service_cidr" {
  description = "Network of the Services. It cannot be changed afterwards."
  type        = string
  default     = "10.43.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.service_cidr)) && can(cidrhost(var.service_cidr, 10))
    error_message = "service_cidr: this is no network with room for the cluster's names (expected: like 10.43.0.0/16)."
  }
}

variable "drain_max_seconds" {
  description = "How long the Pods of a host that leaves may take. Longer than a match."
  type        = number
  default     = 600
  nullable    = false

  validation {
    condition     = var.drain_max_seconds >= 1 && var.drain_max_seconds <= 7200
    error_message = "drain_max_seconds: this is no such time (expected: 1 to 7200)."
  }
}

variable "kubeconfig_path" {
  description = "Where the administrator's kubeconfig is put on this machine."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/|~/|[.]{1,2}/)[^']+$", var.kubeconfig_path))
    error_message = "kubeconfig_path: this is no path (expected: one that begins with /, ./, ../ or ~/)."
  }
}
