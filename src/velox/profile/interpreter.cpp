// SPDX-License-Identifier: Apache-2.0
// Problem: "python3" may be a shim that reads the home folder, a virtual environment that points elsewhere, or a script that
// a stranger put into the project. The sandbox shows none of the folders that it lives in unless we name them.
// Idea: resolve outside the sandbox what the user's own PATH names; read pyvenv.cfg, and run nothing, for environments in
// the project; then probe in the sandbox, where every later run happens, so that what the probe sees is what runs see.
// Limits: environments in the project that copy the whole interpreter need their libraries below their own prefix.
#include "velox/profile/interpreter.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"

namespace velox::profile {
namespace {

constexpr double kProbeSeconds = 30;
constexpr int kOldestMinor = 9;
constexpr const char* kInstallHint =
    "install Python 3.9 or newer (apt-get install python3), or name one with --python EXE";

struct Found {
  fs::path executable;
  std::string how;          // "the project's .venv"
  bool in_project = false;  // must not be started outside the sandbox
};

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

std::string variable(const InterpreterQuery& query, const char* name) {
  const auto at = query.environment.find(name);
  return at == query.environment.end() ? std::string() : at->second;
}

std::optional<fs::path> on_path(const InterpreterQuery& query, const std::string& name) {
  for (const std::string& folder : text::split(variable(query, "PATH"), ':')) {
    if (!folder.empty() && is_program(fs::path(folder) / name)) return fs::path(folder) / name;
  }
  return std::nullopt;
}

Found mark(fs::path executable, std::string how, const InterpreterQuery& query) {
  std::error_code error;
  executable = fs::absolute(executable, error).lexically_normal();
  // The place it is named by and the place it leads to both count: a link out of the project is as good as its goal, but the
  // environment around the link (path files, sitecustomize) is the project's.
  const bool inside = is_below(executable, query.root) || is_below(fs::weakly_canonical(executable, error), query.root);
  return {std::move(executable), std::move(how), inside};
}

Result<Found> locate_wanted(const InterpreterQuery& query) {
  const std::string& wanted = *query.wanted;
  if (wanted.find('/') == std::string::npos) {
    if (const auto path = on_path(query, wanted)) return mark(*path, "--python " + wanted, query);
    if (!is_program(wanted)) return fail(ErrorCode::not_found, "no program '" + wanted + "' on PATH", kInstallHint);
  }
  std::error_code error;
  if (fs::is_directory(wanted, error) && is_program(fs::path(wanted) / "bin/python")) {
    return mark(fs::path(wanted) / "bin/python", "--python " + wanted, query);
  }
  if (!fs::exists(wanted, error)) return fail(ErrorCode::not_found, "no interpreter at " + wanted, kInstallHint);
  if (!is_program(wanted))
    return fail(ErrorCode::not_found, wanted + " is not a program that can be run", kInstallHint);
  return mark(wanted, "--python " + wanted, query);
}

Result<Found> locate(const InterpreterQuery& query) {
  if (query.wanted) return locate_wanted(query);
  std::vector<std::string> looked;
  for (const char* name : {".venv", "venv"}) {
    const fs::path python = query.root / name / "bin/python";
    if (is_program(python)) return mark(python, fmt::format("the project's {}", name), query);
    looked.push_back(python.string());
  }
  if (const std::string active = variable(query, "VIRTUAL_ENV"); !active.empty()) {
    const fs::path python = fs::path(active) / "bin/python";
    if (is_program(python)) return mark(python, "VIRTUAL_ENV", query);
    looked.push_back(python.string() + " (VIRTUAL_ENV)");
  }
  for (const char* name : {"python3", "python"}) {
    if (const auto path = on_path(query, name)) return mark(*path, fmt::format("{} on PATH", name), query);
    looked.push_back(fmt::format("{} on PATH", name));
  }
  return fail(ErrorCode::not_found, "found no Python interpreter; looked for " + text::join(looked, ", "),
              kInstallHint);
}

std::unexpected<Error> does_not_start(const Found& found, const std::string& err, const std::string& how_ended) {
  return fail(ErrorCode::target_failed,
              fmt::format("{} ({}) does not work as a Python interpreter: {}", found.executable.string(), found.how,
                          text::trim(err).empty() ? how_ended : text::tail_lines(err, 3)),
              kInstallHint);
}

struct Prefixes {
  fs::path executable;
  std::vector<fs::path> folders;
  std::map<std::string, std::string> env;
};

// Starts the interpreter once outside the sandbox, as a shim needs the home folder, and asks where it really is.
Result<Prefixes> resolve_outside(const Found& found, const InterpreterQuery& query) {
  constexpr const char* kAsk =
      "import sys, site\n"
      "user = site.USER_SITE if site.ENABLE_USER_SITE else ''\n"
      "base = getattr(sys, 'base_prefix', sys.prefix)\n"
      "print('\\n'.join([sys.executable, sys.prefix, base, user or '', site.USER_BASE or '']))\n";
  SpawnOptions options;
  options.argv = {found.executable.string(), "-B", "-c", kAsk};
  options.env = query.environment;
  options.env.erase("PYTHONPATH");
  options.env.erase("PYTHONSTARTUP");
  options.cwd = "/";
  const auto result = VX_TRY(run_process(options, Deadline::after(kProbeSeconds), 1 << 16, query.cancel));
  if (result.cancelled) return fail(ErrorCode::cancelled, "stopped by the user");
  const auto lines = text::split(result.out, '\n');
  if (result.exit_code != 0 || result.signal != 0 || lines.size() < 5 || !is_program(lines[0])) {
    return does_not_start(found, result.err, fmt::format("exit status {}", result.exit_code));
  }
  Prefixes prefixes{lines[0], {lines[1], lines[2]}, {}};
  std::error_code error;
  if (!lines[3].empty() && fs::is_directory(lines[3], error)) {
    prefixes.folders.emplace_back(lines[3]);
    prefixes.env["PYTHONUSERBASE"] = lines[4];
  }
  return prefixes;
}

// The same for an environment in the project, from its pyvenv.cfg and its links, without starting anything.
Prefixes resolve_inside(const Found& found) {
  const fs::path prefix = found.executable.parent_path().parent_path();
  Prefixes prefixes{found.executable, {prefix}, {}};
  std::error_code error;
  const fs::path real = fs::weakly_canonical(found.executable, error);
  if (real.parent_path().filename() == "bin") prefixes.folders.push_back(real.parent_path().parent_path());
  for (const std::string& line : text::split(read_file(prefix / "pyvenv.cfg").value_or(""), '\n')) {
    const auto equals = line.find('=');
    if (equals == std::string::npos || text::trim(std::string_view(line).substr(0, equals)) != "home") continue;
    const fs::path home(text::trim(std::string_view(line).substr(equals + 1)));
    // Only a folder that really is an interpreter's: the file is the project's and may name anything.
    if (home.filename() == "bin" && is_program(home / "python3")) prefixes.folders.push_back(home.parent_path());
  }
  return prefixes;
}

void add_readable(const fs::path& path, std::vector<fs::path>& readable) {
  std::error_code error;
  if (path.empty() || path == path.root_path() || !fs::is_directory(path, error)) return;
  static constexpr std::array kShownAnyway{"/usr", "/lib", "/bin"};
  for (const char* shown : kShownAnyway) {
    if (is_below(path, shown)) return;
  }
  if (std::ranges::find(readable, path) == readable.end()) readable.push_back(path);
}

Result<Json> run_probe(const Found& found, const Prefixes& prefixes, const InterpreterQuery& query) {
  // An environment in the project is seen through a view, as in every later run.
  std::optional<sandbox::ProjectView> view;
  if (is_below(prefixes.executable, query.root)) view.emplace(VX_TRY(sandbox::ProjectView::create(query.root, {})));
  sandbox::Job job;
  job.argv = {prefixes.executable.string(), "-B", (query.runtime / "probe.py").string()};
  job.env = prefixes.env;
  job.cwd = view ? query.root : fs::path("/");
  job.view = view ? &*view : nullptr;
  for (const fs::path& folder : prefixes.folders) add_readable(folder, job.policy.readable);
  job.policy.readable.push_back(query.runtime);
  job.policy.limits.wall_s = kProbeSeconds;
  const auto outcome =
      VX_TRY_CONTEXT("starting " + prefixes.executable.string(), query.sandbox->run(job, query.cancel));
  if (outcome.kind == model::OutcomeKind::cancelled) return fail(ErrorCode::cancelled, "stopped by the user");
  if (!outcome.ok()) return does_not_start(found, outcome.err, outcome.reason);
  auto facts = json::parse(text::trim(outcome.out), "the interpreter's description");
  if (!facts) return does_not_start(found, outcome.out, "it printed no description");
  return facts;
}

Result<FoundInterpreter> describe(const Found& found, const Prefixes& prefixes, const Json& facts) {
  FoundInterpreter python;
  python.executable = prefixes.executable;
  python.implementation = json::string_or(facts, "implementation", "CPython");
  python.version = json::string_or(facts, "version");
  python.env = prefixes.env;
  const auto parts = text::split(python.version, '.');
  if (parts.size() < 2) return does_not_start(found, python.version, "it told no version");
  python.major = std::atoi(parts[0].c_str());
  python.minor = std::atoi(parts[1].c_str());
  if (python.major < 3 || (python.major == 3 && python.minor < kOldestMinor)) {
    return fail(ErrorCode::unsupported,
                fmt::format("{} ({}) is Python {}, and 3.{} is the oldest that is supported", found.executable.string(),
                            found.how, python.version, kOldestMinor),
                "name a newer one with --python EXE");
  }
  python.has_pytest = json::bool_or(facts, "has_pytest");
  for (const fs::path& folder : prefixes.folders) add_readable(folder, python.readable);
  add_readable(json::string_or(facts, "prefix"), python.readable);
  add_readable(json::string_or(facts, "base_prefix"), python.readable);
  for (const Json& folder : json::member(facts, "site_packages")) {
    if (!folder.is_string()) continue;
    const fs::path path(folder.get<std::string>());
    const bool inside =
        std::ranges::any_of(python.readable, [&](const fs::path& seen) { return is_below(path, seen); });
    if (!inside) add_readable(path, python.readable);
  }
  return python;
}

}  // namespace

Result<FoundInterpreter> find_interpreter(const InterpreterQuery& query) {
  const Found found = VX_TRY(locate(query));
  Prefixes prefixes;
  if (found.in_project) {
    prefixes = resolve_inside(found);
  } else {
    prefixes = VX_TRY(resolve_outside(found, query));
  }
  const Json facts = VX_TRY(run_probe(found, prefixes, query));
  return describe(found, prefixes, facts);
}

}  // namespace velox::profile
