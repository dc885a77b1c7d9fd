# What a cluster gets beside the game, and what the module does not take.
mock_provider "helm" {}
mock_provider "kubectl" {}

run "makes_nothing_but_a_namespace_by_itself" {
  command = plan

  assert {
    condition     = length(helm_release.prometheus) == 0 && length(helm_release.cert_manager) == 0 && length(kubectl_manifest.cert_manager) == 0
    error_message = "a chart without a version is not taken"
  }
  assert {
    condition     = output.monitoring_namespace == "monitoring" && yamldecode(kubectl_manifest.monitoring.yaml_body).metadata.name == "monitoring"
    error_message = "regions look for this namespace"
  }
}

run "refuses_wrong_values_once" {
  command = plan
  variables {
    # Installs the charts whose version is given.
    prometheus   = { version = "1.2.3" }
    cert_manager = { version = "v1.2.3" }
  }

  assert {
    condition     = helm_release.prometheus[0].chart == "kube-prometheus-stack" && helm_release.prometheus[0].version == "1.2.3"
    error_message = "Prometheus, in that version"
  }
  assert {
    condition     = !yamldecode(helm_release.prometheus[0].values[0]).prometheus.prometheusSpec.podMonitorSelectorNilUsesHelmValues
    error_message = "it looks at monitors of other charts"
  }
  assert {
    condition     = helm_release.cert_manager[0].namespace == "cert-manager" && yamldecode(helm_release.cert_manager[0].values[0]).crds.enabled
    error_message = "cert-manager brings its definitions"
  }
}

run "namespace_with_capitals" {
  command = plan
  variables {
    namespace = "Monitoring"
    # Prometheus that is not fixed.
    prometheus = { version = "latest" }
    # Cert manager that is not fixed.
    cert_manager = { version = "1" }
  }
  expect_failures = [
    var.namespace,
    var.prometheus,
    var.cert_manager,
  ]
}
