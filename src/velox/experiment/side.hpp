// SPDX-License-Identifier: Apache-2.0
// One side of an experiment on disk: a private view of the project and a folder for its compiled files (so that neither
// side pays for compiling again and again, and neither sees the other's).
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "velox/experiment/judge.hpp"
#include "velox/experiment/whole_run.hpp"
#include "velox/experiment/worker_session.hpp"
#include "velox/model/change.hpp"
#include "velox/sandbox/project_view.hpp"

namespace velox::experiment {

class SideFolder {
 public:
  /// `files`: relative path -> whole content, over the disk.
  static Result<std::unique_ptr<SideFolder>> create(const Setting& setting,
                                                    const std::map<std::string, std::string>& files);
  /// Replaces a file of the view and forgets what it was compiled to. Of what the side's programs compiled the rest stays:
  /// `warm_from` takes the place of that where a program is not to be trusted with it.
  Result<void> put(const std::string& relative, const std::string& bytes);
  /// Brings the view to the state after the change.
  Result<void> put(const model::Change& change);
  /// Takes over the other side's compiled files, so that this side does not start colder; those of the `changed` sources are
  /// compiled anew. From then on programs of this side can't write there: what one process has learned is not for the next.
  Result<void> warm_from(const SideFolder& other, const std::vector<std::string>& changed);
  /// Workers watch code of these files (guard.py). Both sides name the same ones: the size of a process's environment alone
  /// shifts how fast it is, by 4 % for a unit that raises exceptions, and so does what a worker makes of it.
  void watch(const std::vector<std::string>& files) { watched_ = files; }
  SideRun program() const;
  WholeSide whole();
  WorkerSpec worker(const UnitEvidence& evidence, std::optional<int> cpu);
  /// Undoes what runs wrote.
  Result<void> clean();

 private:
  /// Whether there was anything to undo. From several threads.
  Result<bool> undo_writes();
  SideFolder(const Setting& setting, sandbox::ProjectView view, TempDir bytecode)
      : setting_(setting), view_(std::move(view)), bytecode_(std::move(bytecode)) {}
  /// Of every process of a side: the interpreter's needs and the workload's.
  std::map<std::string, std::string> environment() const;
  void forget_compiled(const std::vector<std::string>& files);
  Result<void> compile(const std::vector<std::string>& changed) const;
  const Setting& setting_;
  sandbox::ProjectView view_;
  TempDir bytecode_;
  std::mutex cleaning_;
  std::vector<std::string> watched_;
  bool fixed_bytecode_ = false;
};

}  // namespace velox::experiment
