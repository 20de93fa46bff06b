// SPDX-License-Identifier: Apache-2.0
// A session's process is started and drained by a thread of its own: output never blocks the program, and the tie of
// its life to a thread of ours (PR_SET_PDEATHSIG) is to one that lives as long as the session.
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <future>
#include <thread>

#include "velox/sandbox/backend.hpp"

namespace velox::sandbox {

namespace {

model::Outcome not_started(const Error& error) {
  model::Outcome outcome;
  outcome.kind = model::OutcomeKind::failed;
  outcome.reason = error.describe();
  return outcome;
}

class LiveSession : public Session {
 public:
  LiveSession(PathMap paths, Descriptor channel) : paths_(std::move(paths)), channel_(std::move(channel)) {}

  ~LiveSession() override {
    if (job_) job_->end();
    if (thread_.joinable()) thread_.join();
  }

  Result<void> start(Preparation preparation) {
    auto started = std::make_shared<std::promise<Result<pid_t>>>();  // both threads may be the last to touch it
    auto future = started->get_future();
    ended_ = outcome_.get_future();
    thread_ =
        std::thread([this, started, kept = std::move(preparation)]() mutable { live(std::move(kept), *started); });
    pid_ = VX_TRY(future.get());
    return {};
  }

  int channel() const override { return channel_.get(); }
  pid_t program_pid() const override { return pid_; }
  bool running() const override {
    return ended_.valid() && ended_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
  }
  std::string inside(std::string_view text) const override { return paths_.to_inside(std::string(text)); }
  std::string outside(std::string_view text) const override { return paths_.to_outside(std::string(text)); }

  model::Outcome finish(Deadline deadline) override {
    ::shutdown(channel_.get(), SHUT_WR);  // the program reads an end of file and can leave by itself
    if (!finished_) {
      if (ended_.wait_for(std::chrono::duration<double>(deadline.left())) != std::future_status::ready) job_->end();
      finished_ = ended_.get();
    }
    return *finished_;
  }

 private:
  // The thread: starts the job, tells how that went, and stays with it to its end.
  void live(Preparation preparation, std::promise<Result<pid_t>>& started) {
    auto job = JobProcess::launch(std::move(preparation));
    if (!job) {
      started.set_value(std::unexpected(job.error()));
      return;
    }
    job_ = std::move(*job);
    const pid_t pid = job_->program_pid();
    if (pid <= 0) {
      const auto early = job_->wait(nullptr);
      const std::string why = early ? early->reason + " " + early->err : std::string();
      started.set_value(
          std::unexpected(early ? Error(ErrorCode::io, "the program ended at once: " + why) : early.error()));
      return;
    }
    started.set_value(pid);
    auto outcome = job_->wait(nullptr);
    outcome_.set_value(outcome ? std::move(*outcome) : not_started(outcome.error()));
  }

  PathMap paths_;
  Descriptor channel_;
  std::unique_ptr<JobProcess> job_;
  std::promise<model::Outcome> outcome_;
  std::future<model::Outcome> ended_;
  std::optional<model::Outcome> finished_;
  pid_t pid_ = 0;
  std::thread thread_;
};

class PreparedSandbox : public Sandbox {
 public:
  explicit PreparedSandbox(std::unique_ptr<Preparer> preparer) : preparer_(std::move(preparer)) {}
  Backend backend() const override { return preparer_->backend(); }
  std::string description() const override { return preparer_->description(); }

  Result<model::Outcome> run(const Job& job, const CancelToken* cancel) override {
    Preparation preparation = VX_TRY(preparer_->prepare(job));
    auto process = VX_TRY(JobProcess::launch(std::move(preparation)));
    return process->wait(cancel);
  }

  Result<std::unique_ptr<Session>> start(const Job& job) override {
    Preparation preparation = VX_TRY(preparer_->prepare(job));
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      return fail(ErrorCode::io, std::string("cannot create a socket: ") + std::strerror(errno));
    auto session = std::make_unique<LiveSession>(preparation.paths, Descriptor(ends[0]));
    preparation.spawn.inherit[kChildChannel] = ends[1];
    preparation.descriptors.emplace_back(ends[1]);
    VX_TRY(session->start(std::move(preparation)));
    return session;
  }

 private:
  std::unique_ptr<Preparer> preparer_;
};

}  // namespace

std::unique_ptr<Sandbox> make_sandbox(std::unique_ptr<Preparer> preparer) {
  return std::make_unique<PreparedSandbox>(std::move(preparer));
}

}  // namespace velox::sandbox
