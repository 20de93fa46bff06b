// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/doctor.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <thread>

#include "velox/agents/catalogue.hpp"
#include "velox/agents/external_tool.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/noise.hpp"
#include "velox/profile/interpreter.hpp"

namespace velox::agents {

namespace {

Finding from_error(std::string subject, const Error& error, Health health) {
  return {std::move(subject), health, error.message(), error.hint()};
}

std::vector<Finding> examine_sandboxes() {
  std::vector<Finding> findings;
  bool any = false;
  for (const auto choice : {sandbox::BackendChoice::bwrap, sandbox::BackendChoice::landlock}) {
    const auto found = sandbox::Sandbox::create(choice);
    if (found)
      findings.push_back({"sandbox", Health::good, (*found)->description(), ""});
    else
      findings.push_back(from_error("sandbox", found.error(), Health::limited));
    any = any || found.has_value();
  }
  if (any) {
    for (auto& finding : findings) {
      if (finding.health == Health::limited) finding.advice = "The other one is enough.";
    }
  } else {
    for (auto& finding : findings) finding.health = Health::broken;
  }
  return findings;
}

// What is installed beside the interpreter, or on PATH, and is used when it is there.
Finding examine_tools(const ToolPlaces& places) {
  std::vector<std::string> found;
  for (const char* name : {"ruff", "black"}) {
    const auto tool = ExternalTool::find(name, places);
    if (!tool) continue;
    const auto version = tool->run({"--version"}, "");
    if (!version) return from_error("tools", version.error(), Health::limited);
    found.push_back(fmt::format("{} at {}", version->substr(0, version->find('\n')), tool->executable().string()));
  }
  if (found.empty())
    return {"tools", Health::good, "neither ruff nor black: only rules of the catalogue are tried", ""};
  return {"tools", Health::good, text::join(found, "; ") + " (--no-external does without)", ""};
}

void examine_python(const Installation& installation, const std::optional<std::string>& python,
                    std::vector<Finding>& findings) {
  auto sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
  if (!sandbox) sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::none);
  if (!sandbox) return findings.push_back(from_error("python", sandbox.error(), Health::broken));
  profile::InterpreterQuery query;
  query.wanted = python;
  query.root = fs::current_path();
  query.runtime = installation.runtime;
  query.sandbox = sandbox->get();
  query.environment = current_environment();
  const auto found = profile::find_interpreter(query);
  if (!found) return findings.push_back(from_error("python", found.error(), Health::broken));
  const std::string text =
      fmt::format("{} at {}{}", found->version, found->executable.string(), found->has_pytest ? ", with pytest" : "");
  if (found->has_pytest)
    findings.push_back({"python", Health::good, text, ""});
  else
    findings.push_back(
        {"python", Health::limited, text, "Without pytest a project's tests are run by unittest, as a whole."});
  findings.push_back(examine_tools({*found, current_environment(), sandbox->get(), installation.cancel}));
}

Finding examine_machine() {
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  sched_getaffinity(0, sizeof cpus, &cpus);
  const int count = CPU_COUNT(&cpus);
  const auto noise = experiment::measure_noise();
  const std::string text = fmt::format("{} processors; equal programs differ by {:.2g} %", count, 100 * noise.scatter);
  const auto warning = noise.warning();
  return {"machine", warning ? Health::limited : Health::good, text, warning.value_or("")};
}

}  // namespace

std::vector<Finding> examine(const Installation& installation, const std::optional<std::string>& python) {
  std::vector<Finding> findings = examine_sandboxes();
  examine_python(installation, python, findings);
  findings.push_back(examine_machine());
  const bool helper = fs::exists(installation.runtime / "velox_runtime");
  findings.push_back(helper ? Finding{"helper", Health::good, installation.runtime.string(), ""}
                            : Finding{"helper", Health::broken, "no velox_runtime in " + installation.runtime.string(),
                                      "Install Velox again, or set VELOX_HOME to the folder that holds runtime/."});
  const auto rules = catalogue_of(fs::current_path());
  findings.push_back(rules ? Finding{"catalogue", Health::good, fmt::format("{} rules", rules->size()), ""}
                           : from_error("catalogue", rules.error(), Health::broken));
  return findings;
}

}  // namespace velox::agents
