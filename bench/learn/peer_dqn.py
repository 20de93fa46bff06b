#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""stable-baselines3's DQN on CartPole-v1 with the settings that rl-baselines3-zoo published for it (hyperparams/dqn.yml, CartPole-v1,
the revision with n_timesteps 5e4), on one thread: `peer_dqn.py SEED STEPS` prints one JSON line.

As in velox-trainer, the policy kept is that of the best evaluation (20 episodes every 2,000 steps), examined on 100 episodes of its
own. Time is that of the processor, so that other work on the machine does not count, and of learning: evaluations are left out on both
sides."""
import json
import sys
import tempfile
import time

import gymnasium
import torch
from stable_baselines3 import DQN
from stable_baselines3.common.callbacks import EvalCallback
from stable_baselines3.common.evaluation import evaluate_policy


class TimedEvaluation(EvalCallback):
    """Keeps the best policy, and the CPU seconds that evaluations took."""

    spent = 0.0

    def _on_step(self):
        started = time.process_time()
        going_on = super()._on_step()
        self.spent += time.process_time() - started
        return going_on


def main():
    seed, steps = int(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(1)
    environment = gymnasium.make("CartPole-v1")
    model = DQN("MlpPolicy", environment, seed=seed, learning_rate=2.3e-3, batch_size=64, buffer_size=100000, learning_starts=1000,
                gamma=0.99, target_update_interval=10, train_freq=256, gradient_steps=128, exploration_fraction=0.16,
                exploration_final_eps=0.04, policy_kwargs={"net_arch": [256, 256]}, device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        evaluation = TimedEvaluation(gymnasium.make("CartPole-v1"), n_eval_episodes=20, eval_freq=2000, best_model_save_path=folder,
                                     verbose=0, warn=False)
        started = time.process_time()
        model.learn(steps, callback=evaluation)
        seconds = time.process_time() - started - evaluation.spent
        best = DQN.load(folder + "/best_model", device="cpu")
    examination = gymnasium.make("CartPole-v1")
    examination.reset(seed=1000 + seed)
    mean, _ = evaluate_policy(best, examination, n_eval_episodes=100, warn=False)
    last, _ = evaluate_policy(model, examination, n_eval_episodes=100, warn=False)
    print(json.dumps({"mean": float(mean), "last": float(last), "cpu_seconds": seconds, "steps_per_cpu_second": steps / seconds,
                      "torch": torch.__version__}))


if __name__ == "__main__":
    main()
