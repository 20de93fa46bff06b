// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/collector.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <set>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/agents/outcome_recorder.hpp"
#include "velox/base/descriptor.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/profile/interpreter.hpp"

namespace velox::agents {

namespace {

// Lines that are on the disk, whatever happens next.
class OutcomeFile {
 public:
  static Result<OutcomeFile> open(const fs::path& path) {
    std::error_code error;
    std::set<std::string> digests;
    if (fs::exists(path, error)) {
      std::string text = VX_TRY(read_file(path));
      // A line without its end was being written when something stopped the writer.
      const std::size_t whole = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
      if (whole < text.size()) fs::resize_file(path, whole, error);
      if (error) return fail(ErrorCode::io, "cannot write '" + path.string() + "': " + error.message());
      text.resize(whole);
      for (const auto& project : VX_TRY(learn::read_outcomes(text, path.string()))) digests.insert(project.digest);
    }
    Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666));
    if (file.get() < 0) return fail(ErrorCode::io, "cannot write '" + path.string() + "': " + std::strerror(errno));
    return OutcomeFile(path, std::move(file), std::move(digests));
  }

  bool has(const std::string& digest) const { return digests_.contains(digest); }

  Result<void> add(const learn::RecordedProject& project) {
    const std::string line = learn::write_outcomes(project);
    const auto written = ::write(file_.get(), line.data(), line.size());
    if (written != std::ssize(line) || ::fsync(file_.get()) != 0)
      return fail(ErrorCode::io, "cannot write '" + path_.string() + "': " + std::strerror(errno));
    digests_.insert(project.digest);
    return {};
  }

 private:
  OutcomeFile(fs::path path, Descriptor file, std::set<std::string> digests)
      : path_(std::move(path)), file_(std::move(file)), digests_(std::move(digests)) {}
  fs::path path_;
  Descriptor file_;
  std::set<std::string> digests_;
};

class Collector {
 public:
  Collector(const CollectSetting& setting, const Installation& installation, CollectObserver& observer)
      : setting_(setting), installation_(installation), observer_(observer) {}

  Result<CollectReport> run() {
    sandbox_ = VX_TRY(sandbox::Sandbox::create(setting_.options.sandbox));
    OutcomeFile file = VX_TRY(OutcomeFile::open(setting_.out));
    remove_abandoned_temp_dirs();
    std::vector<const Program*> chosen;
    for (std::size_t i = setting_.slice - 1; i < setting_.programs.size(); i += setting_.slices)
      chosen.push_back(&setting_.programs[i]);
    for (std::size_t i = 0; i < chosen.size() && !stopped(); ++i) {
      observer_.program_started(chosen[i]->name, i + 1, chosen.size());
      CollectedProgram done;
      done.name = chosen[i]->name;
      const double started = monotonic_seconds();
      const auto worked = work_on(*chosen[i], file, done);
      done.seconds = monotonic_seconds() - started;
      if (!worked && stopped()) break;
      if (worked && *worked) VX_TRY(file.add(**worked));
      if (!worked) {
        done.state = CollectState::failed;
        done.problem = worked.error().message();
      }
      observer_.program_done(done);
      report_.programs.push_back(std::move(done));
    }
    report_.interrupted = stopped();
    return std::move(report_);
  }

 private:
  bool stopped() const { return installation_.cancel != nullptr && installation_.cancel->cancelled(); }

  // Nothing when the file has it already.
  Result<std::optional<learn::RecordedProject>> work_on(const Program& program, const OutcomeFile& file,
                                                        CollectedProgram& done) {
    const auto python = VX_TRY(find_python(program));
    const ProgramCopy copy = VX_TRY(copy_program(program, python, installation_.cancel));
    const std::string digest = digest_of(program, copy, python);
    if (file.has(digest)) {
      done.state = CollectState::known;
      return std::nullopt;
    }
    Options options = setting_.options;
    options.targets = copy.targets;
    options.root = copy.root.string();
    options.python = python.executable.string();  // one that lies in the program's folder is not copied
    std::error_code error;
    if (!options.workload && fs::exists(copy.root / kWorkloadFile, error))
      options.workload = std::string("python ") + kWorkloadFile;
    auto recorded = VX_TRY(record_outcomes(options, setting_.depth, installation_, observer_));
    recorded.project.name = program.name;
    recorded.project.family = program.family;
    recorded.project.digest = digest;
    tell(recorded, done);
    return std::move(recorded.project);
  }

  Result<profile::FoundInterpreter> find_python(const Program& program) {
    profile::InterpreterQuery query;
    query.wanted = setting_.options.python;
    query.root = program.library ? installation_.runtime : program.folder;
    query.runtime = installation_.runtime;
    query.sandbox = sandbox_.get();
    query.cancel = installation_.cancel;
    query.environment = current_environment();
    return profile::find_interpreter(query);
  }

  // Code, input, interpreter and machine; and how deep was looked.
  std::string digest_of(const Program& program, const ProgramCopy& copy,
                        const profile::FoundInterpreter& python) const {
    std::string all = fmt::format("{}\n{} {}\n{}\n{}\n{}\n", copy.digest, python.implementation, python.version,
                                  describe_machine(), setting_.depth, setting_.options.workload.value_or(""));
    for (const std::string& target : program.targets) all += target + "\n";
    return sha256_hex(all);
  }

  static void tell(const RecordedOutcomes& recorded, CollectedProgram& done) {
    done.units = static_cast<int>(recorded.project.units.size());
    done.tries = recorded.tries;
    done.accepted = recorded.accepted;
    done.bases = recorded.bases;
    done.cut = recorded.cut;
    for (const auto& unit : recorded.project.units) {
      for (const auto& base : unit.bases) {
        for (const auto& one : base.tries)
          done.best_factor = std::max(done.best_factor, std::exp(one.outcome.log_gain));
      }
    }
  }

  const CollectSetting& setting_;
  const Installation& installation_;
  CollectObserver& observer_;
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  CollectReport report_;
};

}  // namespace

Result<CollectReport> collect(const CollectSetting& setting, const Installation& installation,
                              CollectObserver& observer) {
  return Collector(setting, installation, observer).run();
}

}  // namespace velox::agents
