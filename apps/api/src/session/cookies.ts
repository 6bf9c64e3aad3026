import { Inject, Injectable } from '@nestjs/common';
import { type SessionRules } from '#engine';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { SETTINGS, type Settings, usualSignIn } from '../../../composition/src/index.js';

/** Days for which a browser is recognised as one that somebody signed in from before. */
const browserDays = 180;

type Cookie = 'session' | 'browser';

/**
 * The cookies of a browser: its session, and the mark that keeps its attempts to sign in apart from strangers'. Scripts
 * cannot read them, other sites' pages do not send them, and over https they bear the prefix with which a browser vouches
 * that no other host has set them.
 */
@Injectable()
export class Cookies {
  private readonly secure: boolean;
  private readonly rules: SessionRules;

  constructor(@Inject(SETTINGS) { secureCookies, signIn }: Settings) {
    this.secure = secureCookies;
    this.rules = (signIn ?? usualSignIn).sessions;
  }

  session(request: FastifyRequest): string | undefined {
    return request.cookies?.[this.name('session')];
  }

  browser(request: FastifyRequest): string | undefined {
    return request.cookies?.[this.name('browser')];
  }

  setSession(reply: FastifyReply, token: string): void {
    this.set(reply, 'session', token, this.rules.hours * 3600);
  }

  setBrowser(reply: FastifyReply, mark: string): void {
    this.set(reply, 'browser', mark, browserDays * 24 * 3600);
  }

  clearSession(reply: FastifyReply): void {
    void reply.clearCookie(this.name('session'), { path: '/', secure: this.secure });
  }

  private set(reply: FastifyReply, cookie: Cookie, value: string, maxAge: number): void {
    const how = { path: '/', httpOnly: true, sameSite: 'strict', secure: this.secure } as const;
    void reply.setCookie(this.name(cookie), value, { ...how, maxAge });
  }

  private name(cookie: Cookie): string {
    return `${this.secure ? '__Host-' : ''}guacun_${cookie}`;
  }
}
