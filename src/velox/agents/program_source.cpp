// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/program_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "velox/base/hash.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/project.hpp"

namespace velox::agents {

namespace {

constexpr double kAskingSeconds = 20;
// Only the import system is asked: the library itself is not imported.
constexpr const char* kWhere =
    "import importlib.util, sys\n"
    "spec = importlib.util.find_spec(sys.argv[1])\n"
    "places = [] if spec is None else list(spec.submodule_search_locations or [spec.origin])\n"
    "print('\\n'.join(places))\n";

bool has_workload(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / kWorkloadFile, error);
}

bool is_import_name(const std::string& name) {
  const auto letter = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         std::ranges::all_of(name, letter);
}

std::vector<fs::path> subfolders(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_directory(ignored) && !it->path().filename().string().starts_with(".")) found.push_back(it->path());
  }
  std::ranges::sort(found);
  return found;
}

// Copies and counts; what it saw goes into the digest in the order of the paths.
class Copier {
 public:
  explicit Copier(fs::path root) : root_(std::move(root)) {}

  Result<void> file(const fs::path& from, const fs::path& relative) {
    std::error_code error;
    copied_ += fs::file_size(from, error);
    if (copied_ > kMostCopied)
      return fail(ErrorCode::invalid,
                  fmt::format("{} has more than {} MB to copy", from.parent_path().string(), kMostCopied >> 20),
                  "Name the program's own folder.");
    const std::string bytes = VX_TRY(read_file(from));
    VX_TRY(make_folder((root_ / relative).parent_path()));
    if (!fs::copy_file(from, root_ / relative, error))
      return fail(ErrorCode::io, "cannot copy '" + from.string() + "': " + error.message());
    hashes_.push_back(relative.generic_string() + '\n' + sha256_hex(bytes));
    return {};
  }

  Result<void> folder(const fs::path& from, const fs::path& relative) {
    std::error_code error;
    for (fs::directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      const auto status = it->symlink_status(error);
      if (error || name.starts_with(".") || name == "__pycache__") continue;
      if (fs::is_directory(status)) VX_TRY(folder(it->path(), relative / name));
      if (fs::is_regular_file(status)) VX_TRY(file(it->path(), relative / name));
    }
    if (error) return fail(ErrorCode::io, "cannot read the folder '" + from.string() + "': " + error.message());
    return {};
  }

  std::string digest() {
    std::ranges::sort(hashes_);
    return sha256_hex(text::join(hashes_, "\n"));
  }

 private:
  fs::path root_;
  std::uintmax_t copied_ = 0;
  std::vector<std::string> hashes_;
};

// The folder of a package, or the file of a module.
Result<fs::path> library_place(const std::string& name, const profile::Interpreter& python, const CancelToken* cancel) {
  SpawnOptions ask;
  ask.argv = {python.executable.string(), "-I", "-c", kWhere, name};
  ask.env = current_environment();
  const auto answer = VX_TRY(run_process(ask, Deadline::after(kAskingSeconds), 1 << 16, cancel));
  if (answer.cancelled) return fail(ErrorCode::cancelled, "stopped");
  const std::string place(text::trim(text::split(answer.out, '\n').front()));
  std::error_code error;
  if (answer.exit_code != 0 || answer.signal != 0 || !fs::exists(place, error) || place.empty())
    return fail(ErrorCode::not_found, fmt::format("{} finds no library '{}'", python.executable.string(), name),
                "Install it there, or name another interpreter with --python.");
  return fs::path(place);
}

Result<void> copy_library(const Program& program, const profile::Interpreter& python, const CancelToken* cancel,
                          Copier& copier, ProgramCopy& copy) {
  const fs::path place = VX_TRY(library_place(*program.library, python, cancel));
  std::error_code error;
  const bool package = fs::is_directory(place, error);
  if (!package && place.extension() != ".py")
    return fail(ErrorCode::invalid, fmt::format("library '{}' has no source: {}", *program.library, place.string()));
  const fs::path name = package ? fs::path(*program.library) : place.filename();
  VX_TRY(package ? copier.folder(place, name) : copier.file(place, name));
  copy.targets.push_back((copy.root / name).string());
  return {};
}

// Every source file but the workload, which is the input.
Result<void> find_targets(const Program& program, ProgramCopy& copy) {
  for (const std::string& target : program.targets) copy.targets.push_back((copy.root / target).string());
  if (!copy.targets.empty()) return {};
  const auto project = VX_TRY(profile::Project::find({copy.root}, copy.root));
  for (const auto& file : project.files()) {
    if (file.role == profile::FileRole::source && file.path != kWorkloadFile)
      copy.targets.push_back((copy.root / file.path).string());
  }
  if (copy.targets.empty())
    return fail(ErrorCode::not_found,
                fmt::format("{} has no source file beside its workload", program.folder.string()));
  return {};
}

}  // namespace

Result<Program> program_at(const fs::path& path) {
  std::error_code error;
  const fs::path place = profile::absolute_path(path);
  const auto named = [&](const fs::path& folder, std::vector<std::string> targets) {
    const std::string family = folder.parent_path().filename().string();
    return Program{family + "/" + folder.filename().string(), family, folder, std::move(targets), {}, {}};
  };
  if (fs::is_regular_file(place, error)) {
    const auto project = VX_TRY(profile::Project::find({place}, std::nullopt));
    const auto relative = project.relative(place);
    if (!relative) return fail(ErrorCode::usage, path.string() + " is not a file of its project");
    Program program = named(project.root(), {*relative});
    program.name += "/" + *relative;
    return program;
  }
  if (!fs::is_directory(place, error)) return fail(ErrorCode::not_found, "there is no program " + path.string());
  if (has_workload(place)) return named(place, {});
  return fail(ErrorCode::usage, fmt::format("{} has no {}", path.string(), kWorkloadFile),
              "Name a folder with a workload.py, or a file; --programs takes a folder of families of programs.");
}

Result<std::vector<Program>> programs_below(const fs::path& folder) {
  std::vector<Program> programs;
  const fs::path place = profile::absolute_path(folder);
  for (const fs::path& family : subfolders(place)) {
    for (const fs::path& program : subfolders(family)) {
      if (has_workload(program)) programs.push_back(VX_TRY(program_at(program)));
    }
  }
  if (programs.empty())
    return fail(ErrorCode::not_found, fmt::format("no FAMILY/NAME with a {} below {}", kWorkloadFile, folder.string()));
  return programs;
}

Result<Program> library_program(const std::string& name, const fs::path& workload) {
  std::error_code error;
  if (!is_import_name(name))
    return fail(ErrorCode::usage, "'" + name + "' is not the name of a library as it is imported");
  if (!fs::is_regular_file(workload, error))
    return fail(ErrorCode::not_found, "there is no workload " + workload.string());
  return Program{"library/" + name, "library", {}, {}, name, profile::absolute_path(workload)};
}

Result<ProgramCopy> copy_program(const Program& program, const profile::Interpreter& python,
                                 const CancelToken* cancel) {
  ProgramCopy copy{VX_TRY(TempDir::create("collect-")), {}, {}, {}};
  copy.root = copy.scratch.path() / "program";
  VX_TRY(make_folder(copy.root));
  Copier copier(copy.root);
  if (program.library)
    VX_TRY(copy_library(program, python, cancel, copier, copy));
  else
    VX_TRY(copier.folder(program.folder, ""));
  if (program.workload) VX_TRY(copier.file(*program.workload, kWorkloadFile));
  copy.digest = copier.digest();
  if (!program.library) VX_TRY(find_targets(program, copy));
  return copy;
}

}  // namespace velox::agents
