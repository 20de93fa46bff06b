// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/side.hpp"

namespace velox::experiment {

namespace {
constexpr double kCompileSeconds = 30;
}

Result<std::unique_ptr<SideFolder>> SideFolder::create(const Setting& setting,
                                                       const std::map<std::string, std::string>& files) {
  auto view = VX_TRY_CONTEXT("copying the project", sandbox::ProjectView::create(setting.root, files));
  auto bytecode = VX_TRY(TempDir::create("bytecode-"));
  return std::unique_ptr<SideFolder>(new SideFolder(setting, std::move(view), std::move(bytecode)));
}

Result<void> SideFolder::put(const std::string& relative, const std::string& bytes) {
  VX_TRY(view_.put(relative, bytes));
  forget_compiled({relative});
  return {};
}

Result<void> SideFolder::put(const model::Change& change) {
  for (const auto& file : change.files) {
    VX_TRY(file.after ? view_.put(file.file, *file.after) : view_.remove(file.file));
    forget_compiled({file.file});
  }
  return {};
}

void SideFolder::forget_compiled(const std::vector<std::string>& files) {
  std::error_code error;
  for (const std::string& file : files) {
    // CPython names compiled files <prefix>/<folder of the source>/<stem>.<tag>.pyc (PEP 3147, sys.pycache_prefix).
    const fs::path source = setting_.root / file;
    const fs::path folder = bytecode_.path() / source.parent_path().relative_path();
    const std::string stem = source.stem().string() + ".";
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().filename().string().starts_with(stem)) fs::remove(entry.path(), error);
    }
  }
  fixed_bytecode_ = false;
}

Result<void> SideFolder::warm_from(const SideFolder& other, const std::vector<std::string>& changed) {
  bytecode_ = VX_TRY(TempDir::create("bytecode-"));
  std::error_code error;
  fs::copy(other.bytecode_.path(), bytecode_.path(), fs::copy_options::recursive, error);
  forget_compiled(changed);
  VX_TRY(compile(changed));
  fixed_bytecode_ = true;
  return {};
}

// Compiles without running anything of the project. A file that does not compile is left for whoever imports it.
Result<void> SideFolder::compile(const std::vector<std::string>& changed) const {
  std::vector<std::string> argv = {setting_.python.executable.string(),           "-I", "-X",
                                   "pycache_prefix=" + bytecode_.path().string(), "-m", "py_compile"};
  for (const std::string& file : changed) {
    if (file.ends_with(".py")) argv.push_back((setting_.root / file).string());
  }
  sandbox::Job job = side_job(program(), std::move(argv), setting_.root, kCompileSeconds, 1);
  VX_TRY(setting_.sandbox->run(job, setting_.cancel));
  return {};
}

std::map<std::string, std::string> SideFolder::environment() const {
  std::map<std::string, std::string> env = setting_.python.env;
  if (setting_.workload) env.insert(setting_.workload->env.begin(), setting_.workload->env.end());
  return env;
}

SideRun SideFolder::program() const {
  SideRun run;
  run.sandbox = setting_.sandbox;
  run.python = &setting_.python;
  run.view = &view_;
  run.bytecode = bytecode_.path();
  run.fixed_bytecode = fixed_bytecode_;
  run.env = environment();
  run.cancel = setting_.cancel;
  return run;
}

WholeSide SideFolder::whole() { return {program(), &view_}; }

WorkerSpec SideFolder::worker(const UnitEvidence& evidence, std::optional<int> cpu) {
  WorkerSpec spec;
  spec.sandbox = setting_.sandbox;
  spec.python = &setting_.python;
  spec.runtime = setting_.runtime;
  spec.view = &view_;
  spec.bytecode = bytecode_.path();
  spec.fixed_bytecode = fixed_bytecode_;
  spec.clean = [this] { return undo_writes(); };
  spec.cwd = setting_.workload ? setting_.workload->cwd : setting_.root;
  spec.env = environment();
  for (const std::string& file : watched_) {
    std::string& list = spec.env["VELOX_WATCHED"];
    list += (list.empty() ? "" : ":") + (setting_.root / file).string();
  }
  spec.unit.file = setting_.root / evidence.unit.id.file;
  spec.unit.module_name = evidence.module_name;
  spec.unit.is_main = evidence.is_main;
  spec.unit.qualname = evidence.unit.id.qualname;
  spec.unit.sys_path = evidence.sys_path;
  spec.unit.argv = {spec.unit.file.string()};
  spec.cpu = cpu;
  spec.cancel = setting_.cancel;
  return spec;
}

Result<void> SideFolder::clean() {
  static_cast<void>(VX_TRY(undo_writes()));
  return {};
}

Result<bool> SideFolder::undo_writes() {
  const std::scoped_lock lock(cleaning_);
  return !VX_TRY(view_.reset()).empty();
}

}  // namespace velox::experiment
