// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/launch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "velox/base/text.hpp"

namespace velox::profile {
namespace {

constexpr std::uint64_t kOutputBytes = 64ULL << 20;
constexpr int kTailLines = 8;

void attach_helper(const Setup& setup, const Launch& options, sandbox::Job& job) {
  auto& env = job.env;
  const std::string before = env.contains("PYTHONPATH") ? ":" + env.at("PYTHONPATH") : "";
  env["PYTHONPATH"] = (setup.runtime / "site").string() + ":" + setup.runtime.string() + before;
  env["VELOX_MODE"] = options.attach == Attach::profile ? "profile" : "capture";
  env["VELOX_OUT"] = options.out.string();
  env["VELOX_ROOT"] = setup.root.string();
  env["VELOX_INTERVAL_US"] = std::to_string(options.interval_us);
  job.policy.readable.push_back(setup.runtime);
  job.policy.writable.push_back(options.out);
  if (options.attach == Attach::capture) {
    env["VELOX_CAPTURE"] = options.request.string();
    job.policy.readable.push_back(options.request);
  }
}

sandbox::Job make_job(const Setup& setup, const Workload& workload, const Launch& options) {
  sandbox::Job job;
  job.argv = workload.argv;
  job.cwd = workload.cwd;
  job.view = options.view;
  job.env = setup.python.env;
  for (const auto& [name, value] : workload.env) job.env[name] = value;
  job.env.try_emplace("PYTHONHASHSEED", "0");
  job.policy.readable = setup.python.readable;
  for (const fs::path& path : workload.readable) job.policy.readable.push_back(path);
  job.policy.limits.wall_s = std::max(0.1, std::min(workload.timeout_s, options.deadline.left()));
  job.policy.limits.cpu_s = 8 * workload.timeout_s;
  job.policy.limits.output_bytes = kOutputBytes;
  if (options.attach != Attach::nothing) attach_helper(setup, options, job);
  return job;
}

struct Symptom {
  std::string_view text;
  std::string_view hint;
};

constexpr std::string_view kEnvironmentHint =
    "your environment is not passed on: what it needs goes into the command, --workload \"NAME=value python file.py\"";

// What the end of a Python program's error output tells about the remedy; the first match wins.
constexpr std::array kSymptoms{
    Symptom{"EOFError: EOF when reading a line",
            "it reads standard input, which is empty here: give a --workload that does not"},
    Symptom{"No module named pytest", "install pytest for this interpreter, or choose another one with --python"},
    Symptom{"in __getitem__\nKeyError: ", kEnvironmentHint},
    Symptom{"raise KeyError(key) from None", kEnvironmentHint},
    Symptom{"nvironment variable", kEnvironmentHint},
    Symptom{"can't open file",
            "the command starts in the project's folder: name the script from there, or another folder with --root"},
    Symptom{"ModuleNotFoundError", "is it installed for this interpreter? choose another one with --python"},
    Symptom{"attempted relative import", "run it as a module: --workload 'python -m package.module'"},
    Symptom{"Temporary failure in name resolution", "the sandbox has no network: give a --workload that works offline"},
    Symptom{"Name or service not known", "the sandbox has no network: give a --workload that works offline"},
    Symptom{"Network is unreachable", "the sandbox has no network: give a --workload that works offline"},
    Symptom{"the following arguments are required", "it wants arguments: give them with --workload 'python FILE ARGS'"},
    Symptom{"usage:", "it wants arguments: give them with --workload 'python FILE ARGS'"},
    Symptom{"Usage:", "it wants arguments: give them with --workload 'python FILE ARGS'"},
    Symptom{"IndexError: list index out of range",
            "if it reads sys.argv, give arguments with --workload 'python FILE ARGS'"},
    Symptom{"Read-only file system", "it writes outside the project and /tmp, which the sandbox refuses"},
    Symptom{"MemoryError", "it needs more memory than the sandbox grants"},
    Symptom{"_tkinter.TclError", "it opens a window: give a --workload that does not"},
};

std::string hint_for(const model::Outcome& outcome, std::string_view tail) {
  using model::OutcomeKind;
  if (outcome.kind == OutcomeKind::timed_out)
    return "give a larger --budget, or a shorter --workload that ends by itself";
  if (outcome.kind == OutcomeKind::output_limit) return "give a --workload that prints less";
  if (outcome.kind == OutcomeKind::out_of_memory) return "give a --workload that needs less memory";
  if (outcome.kind == OutcomeKind::violated_policy) return "it does something that the sandbox forbids";
  for (const Symptom& symptom : kSymptoms) {
    if (tail.find(symptom.text) != std::string_view::npos) return std::string(symptom.hint);
  }
  return "it has to succeed unchanged before anything can be compared with it";
}

}  // namespace

std::string command_text(const std::vector<std::string>& argv) {
  std::vector<std::string> words;
  for (const std::string& word : argv) words.push_back(text::shell_quote(word));
  return text::join(words, " ");
}

Error workload_error(const Workload& workload, const model::Outcome& outcome) {
  const std::string& shown = text::trim(outcome.err).empty() ? outcome.out : outcome.err;
  const std::string tail = text::tail_lines(shown, kTailLines);
  std::string message = fmt::format("{} ({}) failed before anything was changed: {}", workload.description,
                                    command_text(workload.argv), outcome.reason);
  if (outcome.kind == model::OutcomeKind::timed_out) {
    message = fmt::format("{} ({}) did not end within {:.3g} s", workload.description, command_text(workload.argv),
                          outcome.wall_s);
  }
  for (const std::string& line : text::split(tail, '\n')) {
    if (!line.empty()) message += "\n    " + line;
  }
  return {ErrorCode::target_failed, std::move(message), hint_for(outcome, tail)};
}

Result<model::Outcome> launch(const Setup& setup, const Workload& workload, const Launch& options) {
  if (options.deadline.passed()) return fail(ErrorCode::timed_out, "no time left to run " + workload.description);
  auto outcome = VX_TRY_CONTEXT("running " + workload.description,
                                setup.sandbox->run(make_job(setup, workload, options), setup.cancel));
  if (outcome.kind == model::OutcomeKind::cancelled) return fail(ErrorCode::cancelled, "stopped by the user");
  return outcome;
}

}  // namespace velox::profile
