// SPDX-License-Identifier: Apache-2.0
#include "velox/sandbox/sandbox.hpp"

#include <vector>

#include "velox/base/text.hpp"
#include "velox/sandbox/backend.hpp"

namespace velox::sandbox {

namespace {

Result<std::unique_ptr<Preparer>> make_preparer(Backend backend) {
  switch (backend) {
    case Backend::bwrap: return make_bwrap_preparer();
    case Backend::landlock: return make_landlock_preparer();
    case Backend::none: return make_none_preparer();
  }
  return fail(ErrorCode::internal, "no such back end");
}

// Starts a real program: only that shows whether the kernel and its administrator allow what we need.
Result<std::unique_ptr<Sandbox>> make_probed(Backend backend) {
  auto sandbox = make_sandbox(VX_TRY(make_preparer(backend)));
  Job job;
  job.argv = {"/bin/sh", "-c", "exit 0"};
  job.policy.limits.wall_s = 20;
  const auto outcome = VX_TRY(sandbox->run(job));
  if (!outcome.ok()) {
    const std::string words(text::trim(text::tail_lines(outcome.err, 1)));
    return fail(ErrorCode::unsupported,
                "a trial program did not run: " + outcome.reason + (words.empty() ? "" : " (" + words + ")"));
  }
  return sandbox;
}

std::vector<Backend> backends_for(BackendChoice choice) {
  switch (choice) {
    case BackendChoice::automatic: return {Backend::bwrap, Backend::landlock};
    case BackendChoice::bwrap: return {Backend::bwrap};
    case BackendChoice::landlock: return {Backend::landlock};
    case BackendChoice::none: return {Backend::none};
  }
  return {};
}

}  // namespace

const char* to_string(Backend backend) {
  switch (backend) {
    case Backend::bwrap: return "bwrap";
    case Backend::landlock: return "landlock";
    case Backend::none: return "none";
  }
  return "none";
}

Result<BackendChoice> parse_backend_choice(std::string_view text) {
  if (text == "auto" || text == "automatic") return BackendChoice::automatic;
  if (text == "bwrap") return BackendChoice::bwrap;
  if (text == "landlock") return BackendChoice::landlock;
  if (text == "none") return BackendChoice::none;
  return fail(ErrorCode::usage, "no sandbox is called '" + std::string(text) + "'",
              "use auto, bwrap, landlock or none");
}

std::map<std::string, std::string> job_environment(const Job& job, const std::string& temporary) {
  std::map<std::string, std::string> environment{{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                                 {"LANG", "C.UTF-8"},
                                                 {"HOME", temporary + "/home"},
                                                 {"TMPDIR", temporary},
                                                 {"PYTHONDONTWRITEBYTECODE", "1"}};
  for (const auto& [name, value] : job.env) environment[name] = value;
  return environment;
}

Result<void> refuse_planted_link(const ProjectView& view, const fs::path& relative) {
  fs::path at = view.content();
  for (const auto& part : relative) {
    at /= part;
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(at, error)))
      return fail(ErrorCode::unsupported,
                  "'" + (view.root() / relative).string() + "' is reached through a symbolic link in the project");
  }
  return {};
}

Result<std::unique_ptr<Sandbox>> Sandbox::create(BackendChoice choice) {
  std::string tried;
  for (const Backend backend : backends_for(choice)) {
    auto sandbox = make_probed(backend);
    if (sandbox) return sandbox;
    tried += (tried.empty() ? "" : "; ") + std::string(to_string(backend)) + ": " + sandbox.error().message();
  }
  return fail(ErrorCode::unsupported, "no sandbox works on this machine (" + tried + ")",
              "install bubblewrap and allow user namespaces, or run without protection with --sandbox=none");
}

}  // namespace velox::sandbox
